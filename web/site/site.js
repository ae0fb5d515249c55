// The demo site's own script: the question in the hero, and light or dark. The chat is /widget.js.

const root = document.documentElement
const switcher = document.querySelector("[data-theme-switch]")
const systemIsDark = matchMedia("(prefers-color-scheme: dark)")

function isDark() {
  return (root.dataset.theme ?? (systemIsDark.matches ? "dark" : "light")) === "dark"
}

/** Shows the site and the chat in the same colors. */
function applyTheme() {
  const chosen = root.dataset.theme
  switcher?.setAttribute("aria-pressed", String(isDark()))
  document.querySelector("concierge-chat")?.setAttribute("theme", chosen ?? "auto")
}

function rememberedTheme() {
  try {
    return localStorage.getItem("theme")
  } catch {
    // Storage is blocked: the system's choice stands.
    return null
  }
}

function chooseTheme(theme) {
  root.dataset.theme = theme
  applyTheme()
  try {
    localStorage.setItem("theme", theme)
  } catch {
    // Not remembered, then.
  }
}

const remembered = rememberedTheme()
if (remembered === "dark" || remembered === "light") root.dataset.theme = remembered
switcher?.addEventListener("click", () => chooseTheme(isDark() ? "light" : "dark"))
systemIsDark.addEventListener("change", applyTheme)
// The chat's script runs after this one; its element is there when the document is complete.
document.addEventListener("DOMContentLoaded", applyTheme)

const ask = document.querySelector("[data-ask]")
ask?.addEventListener("submit", (event) => {
  event.preventDefault()
  const text = new FormData(ask).get("ask").trim()
  window.concierge?.open(text === "" ? {} : { text, send: true })
  ask.reset()
})
