// Away from localhost browsers give a microphone to https only, and hide it elsewhere without a word.
const WORDS = "このアドレス(http)では、ブラウザーがマイクを使わせません。https のアドレスか、サーバーと同じパソコンの http://localhost で開くと使えます。文字では、このまま応対できます。"

export default function ({ parentElement }) {
  const usable = window.isSecureContext && navigator.mediaDevices?.getUserMedia
  parentElement.querySelector(".n").textContent = usable ? "" : WORDS
}
