#!/bin/sh
# Pulls one batch, checks its hash, and accepts its lines. May be run again, as a whole or after it was killed.
#
#   HOLDFAST_URL=http://127.0.0.1:4000 HOLDFAST_TOKEN=hf_… pull.sh BATCH_ID EXTERNAL_ID
#
# BATCH_ID and EXTERNAL_ID are `id` and `externalId` of compensationBatches. Line ids hold no comma and no quote.
set -eu
url=${HOLDFAST_URL:-http://127.0.0.1:4000}
id=$1
file=$2.csv

ask() {
  curl --silent --show-error --fail-with-body --retry 8 --retry-all-errors --max-time 30 \
    --header "Authorization: Bearer $HOLDFAST_TOKEN" "$@"
}

if [ ! -f "$file" ]; then
  ask --dump-header "$file.head" --output "$file.part" "$url/exports/compensation/$file"
  tag=$(tr -d '\r"' <"$file.head" | sed -n 's/^[Ee][Tt]ag: //p' | tail -1)
  echo "$tag  $file.part" | sha256sum --check --quiet -
  mv "$file.part" "$file"
fi

# The lines' own keys stand in the first column.
tail -n +2 "$file" | cut -d, -f1 | split -l 500 - "$file.lines."
for part in "$file".lines.*; do
  lines=$(sed 's/.*/{"line":"&","status":"ACCEPTED"}/' "$part" | paste -s -d, -)
  key=$(sha256sum <"$part" | cut -c1-64)
  printf '{"query":"%s","variables":{"input":{"batch":"%s","lines":[%s]},"key":"%s"}}' \
    'mutation ($input: CompensationLinesAcknowledgeInput!, $key: String!) { compensationLinesAcknowledge(input: $input, idempotencyKey: $key) { userErrors { message } batch { status } } }' \
    "$id" "$lines" "$key" |
    ask --header "Content-Type: application/json" --data-binary @- "$url/graphql"
  echo
  rm "$part"
done
