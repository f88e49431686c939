"""Reads draft.eml and deadline.ics with parsers that are not ours, and the dates with another
implementation of time zones. Arguments: PROGRAM PACK RELEASE."""
import datetime
import email
import email.policy
import hashlib
import json
import pathlib
import random
import re
import subprocess
import sys
import zoneinfo

program, pack, release = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])

# The message: headers, a letter, and every file byte for byte.
raw = (pack / "draft.eml").read_bytes()
message = email.message_from_bytes(raw, policy=email.policy.strict)
assert message["To"] == "data.sharing@education.gov.uk", message["To"]
assert message["X-Unsent"] == "1" and message["From"] is None
assert "Post-16 pathways" in message["Subject"]
assert message["Date"].datetime == datetime.datetime(2026, 11, 18, 10, tzinfo=datetime.timezone.utc)
assert not [part.defects for part in message.walk() if part.defects]
letter = message.get_body(("plain",)).get_content()
assert "Tue 29 Dec 2026 09:30 GMT" in letter
attached = {part.get_filename(): part.get_content() for part in message.iter_attachments()}
attached = {name: body if isinstance(body, bytes) else body.encode() for name, body in attached.items()}
expected = {"paper.pdf": (pack / "paper.pdf").read_bytes(), "table1.csv": (release / "table1.csv").read_bytes()}
assert attached.keys() == expected.keys(), attached.keys()
for part in message.iter_attachments():
    body = part.get_payload(decode=True)
    assert body == expected[part.get_filename()], part.get_filename()
    assert hashlib.sha256(body).hexdigest() in letter

# The calendar, after RFC 5545: lines end in CRLF, folded at 75 octets, events in UTC.
text = (pack / "deadline.ics").read_bytes()
assert text.endswith(b"\r\n") and b"\n" not in text.replace(b"\r\n", b"")
assert all(len(line) <= 75 for line in text.split(b"\r\n"))
lines = re.sub(rb"\r\n[ \t]", b"", text).decode().split("\r\n")
events, stack = [], []
for line in filter(None, lines):
    name, value = line.split(":", 1)
    if name == "BEGIN":
        stack.append(value)
        if value == "VEVENT":
            events.append({"alarms": []})
    elif name == "END":
        assert stack.pop() == value
    elif stack[-1] == "VALARM" and name.startswith("TRIGGER"):
        events[-1]["alarms"].append(value)
    elif stack[-1] == "VEVENT":
        events[-1][name] = value
assert not stack and len(events) == 2
assert events[0]["DTSTART"] == "20261224T170000Z" and events[1]["DTSTART"] == "20261226T093000Z"
assert events[0]["alarms"] == ["-P7D", "-P1D", "-PT2H"] and len({event["UID"] for event in events}) == 2
assert "Post-16" not in text.decode() and "570" not in text.decode()

# Dates: against zoneinfo, at random and around the clock changes.
london = zoneinfo.ZoneInfo("Europe/London")
seeds = random.Random(5)
walls = [datetime.datetime(2026 + seeds.randrange(11), seeds.randrange(1, 13), seeds.randrange(1, 29),
                           seeds.randrange(24), seeds.randrange(60)) for _ in range(20)]
walls += [datetime.datetime(2027, 3, 28, 2, 30), datetime.datetime(2027, 3, 31, 1, 30),
          datetime.datetime(2026, 10, 28, 0, 30), datetime.datetime(2026, 10, 28, 1, 30)]
for wall in walls:
    result = subprocess.run([program, "notify", "--at", wall.strftime("%Y-%m-%d %H:%M"), "--dry-run",
                             "--format", "json"], capture_output=True, check=True, cwd="/")
    answer = json.loads(result.stdout)
    instant = wall.replace(tzinfo=london).astimezone(datetime.timezone.utc)
    form = "%Y-%m-%dT%H:%M:%SZ"
    assert answer["publication_utc"] == instant.strftime(form), (wall, answer)
    assert answer["deadline_utc"] == (instant - datetime.timedelta(hours=72)).strftime(form), (wall, answer)
print(len(attached), "attachments,", len(events), "events,", len(walls), "dates")
