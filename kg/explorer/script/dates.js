// -- dates -------------------------------------------------------------------------------------------------------

const ZONES = { "+07:00": "WIB", "+08:00": "WITA", "+09:00": "WIT" };
function day(stamp, months = strings.months) {
  const parts = /^(-?\d{4,})(?:-(\d\d))?(?:-(\d\d))?/.exec(stamp);
  if (!parts) return plain(stamp).slice(0, 24);
  return [parts[3] && String(+parts[3]), parts[2] && months[+parts[2] - 1], parts[1]].filter(Boolean).join(" ");
}
function moment(stamp) {
  const parts = /T(\d\d):(\d\d)(?::\d\d)?(?:\.\d+)?(\S*)/.exec(stamp);
  if (!parts) return day(stamp);
  const dot = data.language === "id" ? "." : ":";
  return `${day(stamp)}, ${parts[1]}${dot}${parts[2]} ${ZONES[parts[3]] ?? parts[3]}`.trim();
}
const shortDay = (stamp) => day(stamp, strings.monthsShort);
function period(fact) {
  if (!fact.begin) return "";
  return fact.end && fact.end !== fact.begin ? `${day(fact.begin)} ${say("until")} ${day(fact.end)}` : day(fact.begin);
}

