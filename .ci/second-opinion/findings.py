"""Compares what validators of templates find with what is accepted, and with why.

Usage: findings.py ACCEPTED.json DIRECTORY...

Each directory holds templates and what the validators printed of them: cfn-lint.json, checkov.json, cfn-guard.json. Fails on a finding that
no entry accepts, and on an entry that accepts nothing. An entry names a validator, a rule of it, the resources as a pattern for
Stack/LogicalId, and the reason.
"""

import json
import pathlib
import re
import sys


def cfn_lint(directory):
    for finding in json.loads((directory / "cfn-lint.json").read_text()):
        path = finding["Location"]["Path"] or []
        resource = path[1] if len(path) > 1 else "template"
        yield "cfn-lint", finding["Rule"]["Id"], stack(finding["Filename"]), resource, finding["Message"]


def checkov(directory):
    report = json.loads((directory / "checkov.json").read_text())
    for each in report if isinstance(report, list) else [report]:
        if each["summary"]["parsing_errors"]:
            sys.exit(f"checkov cannot read {each['summary']['parsing_errors']} files of {directory}")
        for finding in each["results"]["failed_checks"]:
            resource = finding["resource"].rsplit(".", 1)[1]
            yield "checkov", finding["check_id"], stack(finding["file_path"]), resource, finding["check_name"]


def cfn_guard(directory):
    decoder = json.JSONDecoder()
    text = (directory / "cfn-guard.json").read_text().strip()
    while text:
        report, end = decoder.raw_decode(text)
        text = text[end:].lstrip()
        for finding in report["not_compliant"]:
            rule = finding["Rule"]["name"]
            written = json.dumps(finding)
            message = re.search(r"\[(CT\.[^\]]+)\]: ([^\\]*)", written)
            for resource in sorted(set(re.findall(r"/Resources/([A-Za-z0-9]+)", written))):
                yield "cfn-guard", rule, stack(report["name"]), resource, " ".join(message.groups()) if message else ""


def stack(file):
    return pathlib.Path(file).name.split(".")[0]


def main():
    accepted = json.loads(pathlib.Path(sys.argv[1]).read_text())
    unused = list(accepted)
    wrong = []
    for directory in map(pathlib.Path, sys.argv[2:]):
        for validator in (cfn_lint, checkov, cfn_guard):
            for name, rule, where, resource, message in validator(directory):
                entry = next(
                    (
                        each
                        for each in accepted
                        if each["validator"] == name
                        and each["rule"] == rule
                        and re.fullmatch(each["resources"], f"{where}/{resource}")
                    ),
                    None,
                )
                if entry is None:
                    wrong.append(f"{name} {rule} at {where}/{resource}: {message}")
                elif entry in unused:
                    unused.remove(entry)
    for each in sorted(set(wrong)):
        print(each)
    for entry in unused:
        print(f"accepted, and found nowhere: {entry['validator']} {entry['rule']} at {entry['resources']}")
    if wrong or unused:
        sys.exit(f"{len(set(wrong))} findings are not accepted; .ci/second-opinion/accepted.json says what is, and why")
    print(f"Nothing but what {len(accepted)} entries accept")


main()
