"""The run of the cases as JUnit XML, which build servers read."""

from __future__ import annotations

import re
from pathlib import PurePath
from xml.etree import ElementTree

from rusvej.analysis.case_report import Report

#: What XML 1.0 cannot hold, however it is written.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(report: Report) -> str:
    """One test case for each case; one that differs is a failure, one that cannot be used an
    error."""
    suite = ElementTree.Element(
        "testsuite",
        name="rusvej test",
        tests=str(len(report.runs) + len(report.faults)),
        failures=str(len(report.failed)),
        errors=str(len(report.faults)),
    )
    for run in report.runs:
        test = ElementTree.SubElement(
            suite, "testcase", classname=PurePath(run.position.file).stem, name=_fit(run.case.id)
        )
        test.set("file", PurePath(run.position.file).as_posix())
        test.set("line", str(run.position.line))
        if run.differences:
            text = "\n".join(
                [*run.differences, f"Derfor er sagen vigtig: {run.case.why_this_matters}"]
            )
            ElementTree.SubElement(test, "failure", message=_fit(run.differences[0])).text = _fit(
                text
            )
    for fault in report.faults:
        name = f"{PurePath(fault.position.file).name}:{fault.position.line}"
        test = ElementTree.SubElement(
            suite, "testcase", classname=PurePath(fault.position.file).stem, name=name
        )
        ElementTree.SubElement(test, "error", message=_fit(fault.message)).text = _fit(
            f"{fault.message} {fault.help}".strip()
        )
    suites = ElementTree.Element("testsuites")
    suites.append(suite)
    ElementTree.indent(suites)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        + ElementTree.tostring(suites, encoding="unicode")
        + "\n"
    )


def _fit(text: str) -> str:
    return _UNFIT.sub("?", text)
