"""Asks OSV (https://osv.dev) for known vulnerabilities of what a CycloneDX document lists.

usage: osv.py BOM ACCEPTED

Fails when there is one that ACCEPTED does not excuse, or when OSV refuses the question. Where OSV cannot be reached, is
overloaded or broken, it says so and succeeds: nothing was audited then. OSV_URL names another server.
"""

import json
import os
import sys
import urllib.error
import urllib.request

URL = os.environ.get("OSV_URL", "https://api.osv.dev")
BATCH = 500  # OSV takes 1,000 queries at once.
SECONDS = 30


def ask(queries):
    request = urllib.request.Request(
        URL + "/v1/querybatch",
        json.dumps({"queries": queries}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:
        return json.load(answer)["results"]


def vulnerabilities(purls):
    """The (package, id) pairs; a result that goes on has the token of its next page."""
    found = set()
    queries = [{"package": {"purl": purl}} for purl in purls]
    while queries:
        batch, queries = queries[:BATCH], queries[BATCH:]
        for query, result in zip(batch, ask(batch), strict=True):
            found |= {(query["package"]["purl"], vulnerability["id"]) for vulnerability in result.get("vulns", [])}
            if "next_page_token" in result:
                queries.append({**query, "page_token": result["next_page_token"]})
    return sorted(found)


def accepted_ids(path):
    with open(path, encoding="utf-8") as lines:
        return {line.split()[0] for line in lines if line.strip() and not line.startswith("#")}


def main(bom_path, accepted_path):
    with open(bom_path, encoding="utf-8") as bom:
        # OSV knows packages by name and version; the rest of a purl is Maven's.
        purls = sorted({component["purl"].split("?")[0] for component in json.load(bom)["components"]})
    try:
        found = vulnerabilities(purls)
    except OSError as error:
        if isinstance(error, urllib.error.HTTPError) and error.code != 429 and error.code < 500:
            sys.exit(f"osv: {URL} answers {error.code}: not audited")
        warning = f"NOT AUDITED: {URL} does not answer ({error}); {len(purls)} packages were checked against nothing"
        print(f"{'*' * 20} WARNING {'*' * 20}\nosv: {warning}\n{'*' * 49}", file=sys.stderr)
        if os.environ.get("GITHUB_ACTIONS"):
            print(f"::warning title=Dependencies not audited::{warning}")
        return
    accepted = accepted_ids(accepted_path)
    wrong = [(purl, vulnerability) for purl, vulnerability in found if vulnerability not in accepted]
    for purl, vulnerability in wrong:
        print(f"osv: {purl}: https://osv.dev/vulnerability/{vulnerability}", file=sys.stderr)
    if wrong:
        sys.exit(f"osv: {len(wrong)} known vulnerabilities: update, or accept them in {accepted_path} with the reason")
    print(f"osv: {len(purls)} packages, no known vulnerability that is not accepted")


if __name__ == "__main__":
    main(*sys.argv[1:])
