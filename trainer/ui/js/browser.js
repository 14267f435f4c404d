// Mounted once on every page: Japanese document, IME guard, built-in texts in Japanese, history, who is here.
const PERSON = "trainer.person"

const WORDS = {
  "Connection error": "接続が切れました",
  "Page not found": "ページが見つかりません",
  "The page that you have requested does not seem to exist. Running the app's main page.":
    "お探しのページはありません。ホームを表示します。",
  "No results": "該当なし",
  "Select all": "すべて選ぶ",
  "Connecting": "接続しています",
  "Please wait...": "少々お待ちください…",
  "Close": "閉じる",
  "Send message": "送信",
  "Clear value": "消す",
  "Clear all": "すべて消す",
  "Open": "開く",
  "Fullscreen": "全画面",
  "Copy to clipboard": "コピー",
  "Copied": "コピーしました",
  "Copied!": "コピーしました",
  "Upload": "ファイルを選ぶ",
  "Start recording": "録音を始める",
  "Cancel recording": "録音をやめる",
  "Submit recording": "録音を終えて送る",
  "Microphone access denied": "マイクの使用が許可されていません",
  "Recording failed": "録音できませんでした",
  "Error:": "エラー: ",
  "Date range": "期間",
  "Quick select a date range": "期間を選ぶ",
  "Select...": "選ぶ…",
  "Past Week": "この1週間",
  "Past Month": "この1か月",
  "Past 3 Months": "この3か月",
  "Past 6 Months": "この6か月",
  "Past Year": "この1年",
  "Past 2 Years": "この2年",
}
const PARTS = { year: "年", month: "月", day: "日" } // of a date that is not filled in yet
const LOST = "サーバーとの接続が切れました。送った応対は保存されています。サーバーが動くと自動でつながります。"

function store(deed) {
  // A browser may forbid storage (policy, private window); the app then works until the tab closes.
  try { return deed(window.localStorage) } catch { return null }
}

function guardIme() {
  // WebKit ends the composition before the Enter keydown, which then has keyCode 229 and isComposing=false.
  window.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.stopImmediatePropagation()
  }, true)
}

// What a file uploader says of a file that it does not take.
function refused(text) {
  const limit = text.match(/File must be ([\d.]+)MB or smaller\.$/)
  if (limit) return `ファイルが大きすぎます。${Number(limit[1])}MBまでのファイルに分けて、選び直してください。`
  return text.endsWith("files are not allowed.")
    ? "この種類のファイルは読み込めません。欄の上に書いた種類のファイルを選び直してください。" : null
}

function inJapanese(text) {
  const found = WORDS[text.trim()] ?? refused(text.trim())
  if (found) return found
  return text.startsWith("Is Streamlit still running?") || text.startsWith("Connection failed") ? LOST : null
}

function translate(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) translateText(node)
  for (const element of [root, ...root.querySelectorAll("[aria-label],[title]")]) label(element)
}

function translateText(node) {
  const { placeholder, type } = node.parentElement?.dataset ?? {}
  const words = placeholder ? PARTS[type] : inJapanese(node.nodeValue ?? "")
  if (words && words !== node.nodeValue) node.nodeValue = words
}

// A switch of pages from the server first puts the new page's query behind the old page's path, as an entry of
// its own. Nobody has been there: the new page takes its place, unless something was clicked meanwhile.
function skipPassingEntry() {
  const push = history.pushState
  let passing = null
  document.addEventListener("click", () => { passing = null }, true)
  window.addEventListener("popstate", () => { passing = null })
  history.pushState = function (state, title, url) {
    const { pathname, search } = new URL(url, location.href)
    const samePage = pathname === location.pathname
    if (!samePage && search === passing) history.replaceState(state, title, url)
    else push.call(history, state, title, url)
    passing = samePage ? search : null
  }
}

const LABELS = ["aria-label", "title"]

function label(element) {
  for (const name of LABELS) {
    const words = element.getAttribute?.(name) && inJapanese(element.getAttribute(name))
    if (words) element.setAttribute(name, words)
  }
}

function watchBuiltIns() {
  translate(document.body)
  new MutationObserver(changes => {
    for (const change of changes) {
      if (change.type === "attributes") label(change.target) // a button that became another one
      if (change.type === "characterData") translateText(change.target)
      for (const node of change.addedNodes) if (node.nodeType === Node.ELEMENT_NODE) translate(node)
    }
  }).observe(document.body, {
    childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: LABELS,
  })
}

export default function ({ data, setStateValue }) {
  if (!window.__trainer) {
    window.__trainer = {}
    document.documentElement.lang = "ja"
    document.documentElement.translate = false
    guardIme()
    watchBuiltIns()
    skipPassingEntry()
  }
  if (data.forget) {
    // The keeping instance of this component may still be drawn once more.
    window.__trainer.left ??= store(storage => storage.getItem(PERSON))
    store(storage => Object.keys(storage).filter(key => key.startsWith("trainer.")).forEach(key => storage.removeItem(key)))
  } else if (data.keep) {
    if (data.keep !== window.__trainer.left) store(storage => storage.setItem(PERSON, data.keep))
  } else {
    setStateValue("person", store(storage => storage.getItem(PERSON)) ?? "")
  }
}
