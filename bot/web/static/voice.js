/** Recording a voice note: a row with a timer in place of the writing row. */

import { byId, toast } from "./dom.js";
import { t } from "./texts.js";

const LONGEST_S = 120;
const KINDS = [["audio/webm", "webm"], ["audio/mp4", "m4a"], ["audio/ogg", "ogg"]];

const supported = () => Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);

export class VoiceRecorder {
  #onSend;
  #recorder = null;
  #pieces = [];
  #started = 0;
  #ticking = 0;
  #meter = null;

  /** `onSend(file)` takes the finished note. The button stays hidden where the browser cannot record. */
  constructor(onSend) {
    this.#onSend = onSend;
    const button = byId("microphone");
    button.hidden = !supported();
    byId("composer").toggleAttribute("data-voice", supported());
    button.addEventListener("click", () => this.#start());
    byId("voice-cancel").addEventListener("click", () => this.#finish(false));
    byId("voice-send").addEventListener("click", () => this.#finish(true));
    byId("recording").addEventListener("keydown", (event) => event.key === "Escape" && this.#finish(false));
  }

  async #start() {
    let sound;
    try {
      sound = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      toast(t("ui.voice_denied"));
      return;
    }
    const [type] = KINDS.find(([kind]) => MediaRecorder.isTypeSupported(kind)) ?? [""];
    this.#recorder = new MediaRecorder(sound, type ? { mimeType: type } : {});
    this.#pieces = [];
    this.#recorder.addEventListener("dataavailable", ({ data }) => data.size && this.#pieces.push(data));
    this.#recorder.start(1000);
    this.#started = performance.now();
    this.#meter = meterOf(sound);
    this.#show(true);
    this.#tick();
    byId("voice-send").focus();
  }

  #tick() {
    const seconds = Math.floor((performance.now() - this.#started) / 1000);
    const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (byId("timer").textContent !== clock) byId("timer").textContent = clock;
    byId("level").style.setProperty("--level", this.#meter.level().toFixed(2));
    if (seconds >= LONGEST_S && this.#recorder.state === "recording") this.#recorder.pause(); // kept: to send or to drop
    if (this.#recorder.state === "recording") this.#ticking = setTimeout(() => this.#tick(), 100);
  }

  #finish(send) {
    const recorder = this.#recorder;
    if (!recorder) return;
    this.#recorder = null;
    clearTimeout(this.#ticking);
    recorder.addEventListener("stop", () => {
      recorder.stream.getTracks().forEach((track) => track.stop());
      if (send) this.#onSend(this.#noteOf(recorder.mimeType));
    });
    recorder.stop();
    this.#meter.close();
    this.#show(false);
    byId("microphone").focus();
  }

  #noteOf(mimeType) {
    const type = mimeType.split(";")[0];
    const ending = KINDS.find(([kind]) => kind === type)?.[1] ?? "webm";
    return new File(this.#pieces, `voice-note.${ending}`, { type });
  }

  #show(recording) {
    byId("writing").hidden = recording;
    byId("recording").hidden = !recording;
    byId("timer").textContent = "0:00";
  }
}

/** How loud it is now, 0 to 1. */
function meterOf(sound) {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 512 });
  context.createMediaStreamSource(sound).connect(analyser);
  const samples = new Uint8Array(analyser.fftSize);
  return {
    level() {
      analyser.getByteTimeDomainData(samples);
      return Math.min(1, Math.max(...samples.map((sample) => Math.abs(sample - 128))) / 64);
    },
    close: () => context.close(),
  };
}
