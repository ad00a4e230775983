#!/bin/sh
# Installs the mock server that checks requests by the vendors' OpenAPI descriptions, and prints where it is.
# Needs Node and, the first time, a package index; prints nothing where Node or the descriptions are not there.
set -eu
cd "$(dirname "$0")/../../.."

version=5.16.0
environment=target/oracles/prism
shared=${SUITEPROJECTS_SHARED:-../shared}

if ! command -v npm >/dev/null; then
    echo "skipped: no npm, so requests are not checked by OpenAPI" >&2
    exit 0
fi
if [ ! -d "$shared/corpus/other-systems" ]; then
    echo "skipped: no descriptions at $shared/corpus/other-systems" >&2
    exit 0
fi
if [ "$(cat "$environment/version" 2>/dev/null)" != "$version" ]; then
    rm -rf "$environment"
    mkdir -p "$environment"
    npm install --silent --no-audit --no-fund --prefix "$environment" "@stoplight/prism-cli@$version" >&2
    echo "$version" >"$environment/version"
fi
echo "$PWD/$environment/node_modules/.bin/prism"
