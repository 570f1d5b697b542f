// -- light and dark: as the system has it, until the reader chooses -------------------------------------------------------

const darkStyle = find("dark");
const asSystem = darkStyle.media;
const systemDark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (darkStyle.media === asSystem ? systemDark.matches : darkStyle.media !== "not all");
function repaint() {
  find("theme").setAttribute("aria-pressed", String(isDark()));
  readColours();
  styles.clear();
  light();
}
function toggleTheme() {
  const dark = !isDark();
  darkStyle.media = dark === systemDark.matches ? asSystem : dark ? "screen" : "not all";
  keep("kabar-theme", darkStyle.media === asSystem ? null : dark ? "dark" : "light");
  repaint();
}
function keep(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing for a local file asks the system again next time.
  }
}
function kept(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
const wish = kept("kabar-theme");
if (wish === "dark" && !systemDark.matches) darkStyle.media = "screen";
if (wish === "light" && systemDark.matches) darkStyle.media = "not all";
readColours();
systemDark.addEventListener("change", repaint);
