#!/usr/bin/env bash
# One case over HTTP with curl against `tanjian up`: registered, trained, listed, one checkup submitted with real
# bills as its evidence; then everything is stopped and started again, and the case goes on.
# TANJIAN_REAL_BILLS names a folder with bills (jpg, png, pdf); without it small made-up files are sent.
set -euo pipefail
cd "$(dirname "$0")/../.."
TANJIAN=${TANJIAN:-.venv/bin/tanjian}
PORT=${PORT:-8790}
URL=http://127.0.0.1:$PORT
HOME_OF_DATA=$(mktemp -d /tmp/tanjian-walk-XXXXXX)
chmod 755 "$HOME_OF_DATA"
DATA=$HOME_OF_DATA/data
UP=

finish() { [ -z "$UP" ] || { kill -INT "$UP" 2>/dev/null || true; wait "$UP" 2>/dev/null || true; }; rm -rf "$HOME_OF_DATA"; }
trap finish EXIT

say() { printf '\n== %s\n' "$*"; }
key() { cat /proc/sys/kernel/random/uuid; }
field() { python3 -c 'import json,sys; print(eval("d"+sys.argv[1], {"d": json.load(sys.stdin)}))' "$1"; }
shown() { python3 -m json.tool --no-ensure-ascii; }

ask() { # token method path [json]
    local answer status
    answer=$(curl -sS -w '\n%{http_code}' -X "$2" "$URL$3" -H "Authorization: Bearer $1" \
        -H "Idempotency-Key: $(key)" -H 'Content-Type: application/json' ${4+--data "$4"})
    status=${answer##*$'\n'}
    printf '%s %s %s\n' "$2" "$3" "$status" >&2
    answer=${answer%$'\n'*}
    [ "$status" -lt 400 ] || { printf '%s\n' "$answer" | shown >&2; exit 1; }
    printf '%s' "$answer"
}
upload() { # token path file
    curl -sS -X POST "$URL$2" -H "Authorization: Bearer $1" -H "Idempotency-Key: $(key)" -F "file=@$3"
}
token() { curl -sS "$URL/sign-in" --json "{\"login\":\"$1\",\"password\":\"$2\"}" | field "['token']"; }
account() { # login role [guild]
    ask "$OFFICER" POST /accounts "{\"login\":\"$1\",\"password\":\"correct-horse-$1\",\"role\":\"$2\"${3+,\"guild\":\"$3\"}}" >/dev/null
    # The officer knows that password: it is good for choosing another, and for nothing else.
    local first; first=$(token "$1" "correct-horse-$1")
    curl -sS "$URL/password" -H "Authorization: Bearer $first" --json "{\"password\":\"correct-horse-$1\",\"new_password\":\"$(key)\"}" | field "['token']"
}
start() {
    "$TANJIAN" up --data "$DATA" --as-of 2025-03-27 --port "$PORT" >"$HOME_OF_DATA/up.log" 2>&1 &
    UP=$!
    for _ in $(seq 240); do
        curl -sf "$URL/readyz" | grep -q '"status":"ready"' && return 0
        kill -0 "$UP" 2>/dev/null || break
        sleep 0.25
    done
    cat "$HOME_OF_DATA/up.log" >&2
    return 1
}
stop() { kill -INT "$UP"; wait "$UP" || true; UP=; }
task() { ask "$1" GET "/tasks?kind=$2&enrolment=$CASE" | field "['items'][0]['id']"; }
claim() { ask "$1" POST "/tasks/$2/claim" >/dev/null; }

say 'tanjian up, a world that begins on 2025-03-27'
start
tail -12 "$HOME_OF_DATA/up.log"
OFFICER=$(token officer "$(sed -n 's/^password: //p' "$DATA/officer.txt")")
TRAINEE=$(account trainee trainee); GUILD=$(account guild guild G01); REVIEWER=$(account reviewer reviewer)

say 'a session, a registration with two firms and their letters'
SESSION=$(ask "$GUILD" POST /sessions '{"programme":"114","guild":"G01","day":"2025-03-27","place":"臺北市","seats_on_site":60,"seats_online":60}' | field "['id']")
FIRMS=($(python3 - <<'PY'
weights = (1, 2, 1, 2, 1, 2, 4, 1)
def valid(ubn): return ubn[6] != "7" and sum(sum(map(int, str(int(d) * w))) for d, w in zip(ubn, weights)) % 5 == 0
found = [f"{n:08d}" for n in range(24560000, 24560400) if valid(f"{n:08d}")]
print(*found[:10])
PY
))
CODES=(251111 291100 471112 561111 620100 691000 452011 471913 220111 261111)
firm() { # position letter
    printf '{"ubn":"%s","industry":"%s","revenue":9000000,"capital":1000000,"county":"臺北市","small_or_medium":true,"letter":"%s"}' "${FIRMS[$1]}" "${CODES[$1]}" "$2"
}
letter() { printf '%%PDF-1.4\n%% letter %s\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n' "$1" >"$HOME_OF_DATA/letter.pdf"; upload "$TRAINEE" /files "$HOME_OF_DATA/letter.pdf" | field "['address']"; }
CASE=$(ask "$TRAINEE" POST /enrolments "{\"programme\":\"114\",\"guild\":\"G01\",\"session\":\"$SESSION\",\"trainee\":{\"name\":\"林雅婷\",\"email\":\"trainee@example.tw\",\"national_id\":\"A123456789\"},\"firms\":[$(firm 0 "$(letter 0)"),$(firm 1 "$(letter 1)")]}" | field "['id']")

say 'vetted, trained, the list filled'
TASK=$(task "$GUILD" vet_registration); claim "$GUILD" "$TASK"; ask "$GUILD" POST "/tasks/$TASK/decision" '{"accepted":true}' >/dev/null
ask "$TRAINEE" POST "/enrolments/$CASE/online-course" >/dev/null
ask "$GUILD" POST "/sessions/$SESSION/attendance" "{\"attendees\":[{\"enrolment\":\"$CASE\",\"attendance\":\"on_site\"}]}" >/dev/null
until [ "$(ask "$TRAINEE" GET "/enrolments/$CASE" 2>/dev/null | field "['stage']")" = listing ]; do sleep 0.2; done
ask "$TRAINEE" GET "/enrolments/$CASE" | python3 -c '
import json, sys
case = json.load(sys.stdin)
for window in case["windows"]: print("  ", window["kind"], window["due_date"], window["rule"])
print("  ", json.dumps(case["missing"], ensure_ascii=False)[:400])'
for position in 2 3 4 5 6 7 8 9; do ask "$TRAINEE" POST "/enrolments/$CASE/firms" "$(firm "$position" "$(letter "$position")")" >/dev/null; done
TASK=$(task "$REVIEWER" check_list); claim "$REVIEWER" "$TASK"
FINDINGS=$(printf '{"ubn":"%s","reasons":[]},' "${FIRMS[@]}")
ask "$REVIEWER" POST "/tasks/$TASK/decision" "{\"findings\":[${FINDINGS%,}]}" >/dev/null

say 'the first checkup: its bills uploaded, its quantities entered'
CHECKUP=$(ask "$TRAINEE" GET "/enrolments/$CASE" | field "['checkups'][0]['id']")
BILLS=()
if [ -n "${TANJIAN_REAL_BILLS:-}" ]; then
    for bill in "$TANJIAN_REAL_BILLS"/*; do
        UPLOADED=$(upload "$TRAINEE" "/checkups/$CHECKUP/bills" "$bill"); printf '%s %s\n' "$(basename "$bill")" "$UPLOADED"
        BILLS+=("$(printf '%s' "$UPLOADED" | field "['id']")")
    done
else
    letter bill >/dev/null; BILLS+=("$(upload "$TRAINEE" "/checkups/$CHECKUP/bills" "$HOME_OF_DATA/letter.pdf" | field "['id']")")
fi
activity() { ask "$TRAINEE" PUT "/checkups/$CHECKUP/activities/$(key)" "{\"item\":\"$1\",\"source\":\"$2\",\"quantity\":\"$3\",\"unit\":\"$4\",\"first_day\":\"2024-01-01\",\"last_day\":\"2024-12-31\",\"bills\":[\"$5\"]}" >/dev/null; }
activity electricity electricity 5120 kWh "${BILLS[0]}"
activity fuel diesel 640.5 L "${BILLS[-1]}"
activity gas natural_gas 88 m3 "${BILLS[-1]}"
for item in water materials; do ask "$TRAINEE" PUT "/checkups/$CHECKUP/none/$item" '{"reason":"由房東負擔，無帳單"}' >/dev/null; done

say 'everything is stopped, and started again'
stop; tail -3 "$HOME_OF_DATA/up.log"; start
say 'the case goes on: submitted, reviewed, approved'
ask "$TRAINEE" POST "/checkups/$CHECKUP/submission" >/dev/null
TASK=$(task "$REVIEWER" review_checkup); claim "$REVIEWER" "$TASK"; ask "$REVIEWER" POST "/tasks/$TASK/decision" '{"approved":true}' >/dev/null
for _ in $(seq 100); do [ "$(ask "$TRAINEE" GET "/enrolments/$CASE" 2>/dev/null | field "['firms'][0]['progress']")" = approved ] && break; sleep 0.1; done
ask "$TRAINEE" GET "/enrolments/$CASE" | python3 -c '
import json, sys
case = json.load(sys.stdin)
print("  stage", case["stage"], "version", case["version"])
for firm in case["firms"]: print("  ", firm["ubn"], firm["industry"], firm["check"], firm["progress"])'
"$TANJIAN" case "$CASE" --data "$DATA" | tail -40
