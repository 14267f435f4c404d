// Presses the button that stands for the trainee's silence once nothing has been done for a while. Words that
// are half typed, a recording, a dialog and a tab out of sight are no silence.
const INPUT = '[data-testid="stChatInputTextArea"]'
const BUSY = '[role="dialog"], [data-testid="stChatInput"] [data-testid*="Cancel"]'
const DEEDS = ["keydown", "input", "pointerdown", "trainer-call"]

export default function ({ data }) {
  let timer = null

  function again() {
    clearTimeout(timer)
    timer = setTimeout(notice, data.seconds * 1000)
  }

  function notice() {
    const box = document.querySelector(INPUT)
    const free = box && !box.disabled && !box.value && !document.hidden && !document.querySelector(BUSY)
    if (free) document.querySelector(`.st-key-${data.button} button`)?.click()
    again()
  }

  for (const deed of DEEDS) window.addEventListener(deed, again, true)
  again()
  return () => {
    clearTimeout(timer)
    for (const deed of DEEDS) window.removeEventListener(deed, again, true)
  }
}
