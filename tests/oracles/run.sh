#!/bin/sh
# Checks the schemas with validators and clients of other projects. Needs Python 3.11 and, the first time, a package index.
set -eu
cd "$(dirname "$0")/../.."

environment=target/oracles
if ! cmp -s tests/oracles/requirements.txt "$environment/requirements.txt"; then
    rm -rf "$environment"
    python3 -m venv "$environment"
    "$environment/bin/pip" install --quiet --disable-pip-version-check -r tests/oracles/requirements.txt
    cp tests/oracles/requirements.txt "$environment/requirements.txt"
fi
# A client of another world, for the local server; without npm its test says that it is skipped.
node="$environment/node"
if command -v npm >/dev/null && ! [ -d "$node/node_modules/soap" ]; then
    mkdir -p "$node"
    npm install --prefix "$node" --silent --no-fund --no-audit soap@1.13.0
fi

schema() { cargo run --quiet --example custom_field_schema -- "$@"; }
schema xsd billing_note__c empty__c reason__c ticket__c >"$environment/custom-fields.xsd"
schema wsdl billing_note__c region__c reason__c ticket__c >"$environment/suiteprojects.wsdl"
cp schemas/soapenc.xsd "$environment"
"$environment/bin/python" -m unittest discover --verbose --start-directory tests/oracles --pattern 'check_*.py' "$@"
