// The rules are diagrams that are only walked: every fact has the class 0 while it is unknown, and
// where the walk ends stands what the engine says of such a case.

function classOf(fact, value) {
  if (value === undefined || value === null) return 0;
  const classes = fact.classes;
  if (fact.type !== "int" || typeof value !== "number") return 1 + classes.indexOf(value);
  let at = 0;
  for (let i = 0; i < classes.length; i++) {
    if (typeof classes[i] === "number" && classes[i] <= value) at = i;
  }
  return 1 + at;
}

function classesOf(book, given) {
  return book.variables.map((id) => classOf(book.facts[id], given[id]));
}

function walk(book, root, classes) {
  let at = root;
  while (at >= 0) {
    const node = book.nodes[at];
    at = node[1 + classes[node[0]]];
  }
  return book.leaves[-1 - at];
}

// What a piece comes to: {verdict, missing, questions}; null where the rulebook has no such piece.
function piece(book, classes, kind, owner, name = "") {
  const root = book.roots[kind]?.[owner]?.[name];
  if (root === undefined) return null;
  const [verdict, missing, questions] = walk(book, root, classes);
  return { verdict, missing, questions };
}

// Whether some person is like that.
function possible(book, classes) {
  return Object.values(book.roots.possible?.[""] ?? {}).every(
    (root) => walk(book, root, classes)[0] === 1,
  );
}
