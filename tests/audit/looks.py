"""What is looked at on a page that stands in the browser; each function returns a list of faults."""

from tests.axe import axe_faults

SIZES = {"1366": (1366, 768), "390": (390, 844)}
# 320: a page zoomed to 400% on 1280; 683: zoomed to 200% on 1366
NARROW = {"683": (683, 384), "320": (320, 640)}

WIDER = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const held = e => { for (let p = e.parentElement; p; p = p.parentElement)
    if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(p).overflowX) && p !== document.body
        && p !== document.documentElement) return true; return false };
  return ["the page is " + document.documentElement.scrollWidth + " wide in " + room + ": "
    + [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > room + 1 && !held(e))
      .slice(0, 3).map(e => e.tagName + "." + e.className).join(", ")];
}"""
CUT = """() => [...document.body.querySelectorAll("*")].filter(e => {
  const style = getComputedStyle(e);
  return ["hidden", "clip"].includes(style.overflowX) && e.clientWidth > 2 && e.innerText && e.innerText.trim()
    && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 4)
    && !(style.textOverflow === "ellipsis" && e.title)
}).slice(0, 3).map(e => "cut: " + e.tagName + "." + e.className + " " + e.innerText.slice(0, 40))"""
TO_THE_TOP = """() => {
  window.scrollTo(0, 0);
  document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute("tabindex");
}"""
STOP = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const ring = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
  const labels = [...(e.labels || [])];
  const seen = [0.1, 0.5, 0.9].some(part => {
    const y = box.top + box.height * part, top = document.elementFromPoint(x, y);
    return !!top && (e.contains(top) || top.contains(e) || labels.some(label => label.contains(top)));
  });
  const before = window.stopBefore;
  window.stopBefore = e;
  if (window.firstStop === e && before !== e) return null;
  window.firstStop ||= e;
  return {
    name: e.tagName + "." + e.className + " " + (e.innerText || e.name || "").trim().slice(0, 40),
    ring, seen, again: before === e,
    after: !before || !!(before.compareDocumentPosition(e) & 4) || before.contains(e),
  };
}"""
LARGE_TEXT = "() => { document.documentElement.style.fontSize = '200%' }"
PLAIN_TEXT = "() => { document.documentElement.style.fontSize = '' }"


def at_sizes(tab) -> list[str]:
    """axe-core at the two sizes, and nothing wider than the page or cut at these and when zoomed."""
    faults = []
    for name, (width, height) in (SIZES | NARROW).items():
        tab.set_viewport_size({"width": width, "height": height})
        found = [*tab.evaluate(WIDER), *tab.evaluate(CUT)]
        found += axe_faults(tab) if name in SIZES else []
        faults += [f"at {name}: {fault}" for fault in found]
    return faults


def with_large_text(tab) -> list[str]:
    """Text of twice the size, as the browser's own setting makes it."""
    tab.set_viewport_size({"width": 1366, "height": 768})
    tab.evaluate(LARGE_TEXT)
    faults = [f"large text: {fault}" for fault in [*tab.evaluate(WIDER), *tab.evaluate(CUT)]]
    tab.evaluate(PLAIN_TEXT)
    return faults


def by_keyboard(tab, limit=150) -> list[str]:
    """Tab through the page: a ring on each stop, none hidden behind another thing, in the order of reading, to the end."""
    tab.set_viewport_size({"width": 1366, "height": 768})
    tab.evaluate(TO_THE_TOP)
    faults = []
    for number in range(limit):
        tab.keyboard.press("Tab")
        stop = tab.evaluate(STOP)
        if not stop:
            return faults if number else ["keyboard: nothing can be reached"]
        if stop["again"]:
            return [*faults, f"keyboard: caught in {stop['name']}"]
        for sound, fault in (("ring", "no ring on"), ("seen", "hidden:"), ("after", "out of order:")):
            if not stop[sound]:
                faults.append(f"keyboard: {fault} {stop['name']}")
    return faults
