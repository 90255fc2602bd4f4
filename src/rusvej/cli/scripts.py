"""The completion scripts. Each holds the table of `completing` in its shell's own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rusvej.cli.completing import Table

Facts = Mapping[str, tuple[str, ...]]

_BASH = """\
# rusvej completion bash > ~/.local/share/bash-completion/completions/rusvej
_rusvej() {
  local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}"
  local cmd="${COMP_WORDS[1]}" key list
  if [ "$cur" = "=" ]; then cur=""; key="=$prev"
  elif [ "$prev" = "=" ]; then key="=${COMP_WORDS[COMP_CWORD-2]}"
  else key="$prev"; fi
  case "$key" in =--*) key="${key#=}";; esac
  if [ "$COMP_CWORD" -eq 1 ]; then cmd=""; key=""; fi
  case "$cmd $key" in
@LINES@
  esac
  COMPREPLY=($(compgen -W "$list" -- "$cur"))
  case "${COMPREPLY[0]}" in *=) compopt -o nospace 2>/dev/null;; esac
}
complete -o default -F _rusvej rusvej
"""
_ZSH = """\
#compdef rusvej
# rusvej completion zsh > en mappe i $fpath, med navnet _rusvej
_rusvej() {
  local cmd="${words[2]}" key="${words[CURRENT-1]}" list
  if [[ "${words[CURRENT]}" == *=* ]]; then
    key="${words[CURRENT]%%=*}"
    [[ "$key" == --* ]] || key="=$key"
    compset -P '*='
  fi
  if (( CURRENT == 2 )); then cmd=""; key=""; fi
  case "$cmd $key" in
@LINES@
  esac
  compadd -- ${=list}
}
if [[ "$funcstack[1]" == _rusvej ]]; then _rusvej "$@"; else compdef _rusvej rusvej; fi
"""
_POWERSHELL = """\
# I $PROFILE: rusvej completion powershell | Out-String | Invoke-Expression
# Windows PowerShell 5.1 udfylder et tilvalg, naar der er skrevet et bogstav: --a
Register-ArgumentCompleter -Native -CommandName rusvej -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $table = @{
@LINES@
  }
  $before = @($commandAst.CommandElements | ForEach-Object { "$_" })
  if ($wordToComplete) { $before = @($before | Select-Object -SkipLast 1) }
  $command = if ($before.Count -gt 1) { $before[1] } else { '' }
  $key = if ($before.Count -gt 2) { $before[-1] } else { '' }
  $prefix = ''
  if ($wordToComplete -match '^(.*=)') {
    $prefix = $Matches[1]
    $asked = @($prefix.TrimEnd('=').Split('='))[-1]
    $words = if ($asked -like '--*') { $table["$command $asked"] } else { $table["=$asked"] }
  } elseif ($table.ContainsKey("$command $key")) {
    $words = $table["$command $key"]
  } else {
    $words = $table["$command "]
  }
  "$words".Split(' ') | ForEach-Object { "$prefix$_" } |
    Where-Object { $_ -and $_.StartsWith($wordToComplete, 'OrdinalIgnoreCase') } |
    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
"""


def script(shell: str, table: Table, facts: Facts) -> str:
    """The script for one of `completing.SHELLS`."""
    if shell == "fish":
        return "\n".join(_fish(table, facts)) + "\n"
    if shell == "powershell":
        rows = [
            *((f"{command} {option}", words) for command, option, words in _rows(table)),
            *((f"={fact}", words) for fact, words in facts.items() if words),
        ]
        lines = [f"    '{key}' = '{' '.join(words)}'" for key, words in rows]
        return _POWERSHELL.replace("@LINES@", "\n".join(lines))
    last: list[str] = []
    lines = [f'    *" ={fact}") list="{" ".join(facts[fact])}";;' for fact in facts if facts[fact]]
    for command, option, words in _rows(table):
        if option:
            lines.append(f'    "{command} {option}") list="{" ".join(words)}";;')
        else:
            last.append(f'    "{command} "*) list="{" ".join(words)}";;')
    form = _BASH if shell == "bash" else _ZSH
    return form.replace("@LINES@", "\n".join([*lines, *last]))


def _rows(table: Table) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(command, option before the cursor, what may follow); without an option a new word begins."""
    yield "", "", tuple(table)
    for command, options in table.items():
        yield command, "", (*(name for name in options if name), *options[""])
        for option, words in options.items():
            if option and words:
                yield command, option, words


def _fish(table: Table, facts: Facts) -> Iterator[str]:
    yield "# rusvej completion fish > ~/.config/fish/completions/rusvej.fish"
    yield "complete -c rusvej -f"
    yield f"complete -c rusvej -n __fish_use_subcommand -a '{' '.join(table)}'"
    for command, options in table.items():
        here = f"complete -c rusvej -n '__fish_seen_subcommand_from {command}'"
        if options[""]:
            yield f"{here} -a '{' '.join(options[''])}'"
        for option, words in options.items():
            if option:
                told = _with_answers(words, facts)
                name = f"-l {option[2:]}" if option.startswith("--") else f"-s {option[1:]}"
                yield f"{here} {name}" + (f" -x -a '{' '.join(told)}'" if told else "")


def _with_answers(words: tuple[str, ...], facts: Facts) -> list[str]:
    """The words; where one asks for a value after its sign, it is told with each."""
    return [
        f"{word}{answer}"
        for word in words
        for answer in ((facts[word[:-1]] or ("",)) if word.endswith("=") else ("",))
    ]
