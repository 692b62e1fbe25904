package dev.sotto.service.talk;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** What a test sees of the page. */
final class Probe {

    /** Where to keep screenshots, if anybody wants them. */
    private static final String SCREENSHOTS = System.getenv("SOTTO_SCREENSHOTS");

    /** Keeps what the page speaks and hears of the first of its own streams, at its place. */
    private static final String RECORD = """
            globalThis.kept = {life: null, spoken: [], heard: [], codebooks: [], others: 0, lost: ''};
            document.addEventListener('sotto:lost', ({detail}) => kept.lost += `${detail.code} ${detail.reason}; `);
            const keep = (list, detail) => detail.samples.forEach((s, i) => list[detail.position + i] = s);
            document.addEventListener('sotto:spoken', ({detail}) => {
              kept.life ??= detail.life;
              if (kept.life === detail.life) keep(kept.spoken, detail);
            });
            document.addEventListener('sotto:heard', ({detail}) => {
              if (kept.life === detail.life) keep(kept.heard, detail);
              else if (detail.life === detail.stream) kept.others += detail.samples.length;
            });
            document.addEventListener('sotto:packet', ({detail}) => kept.codebooks.push(detail.codebooks));
            """;

    /**
     * Keeps what of the page's own voice goes to the loudspeaker: the last piece, and how many were silent in a row.
     */
    static final String PLAYER = """
            kept.silent = 0;
            const post = MessagePort.prototype.postMessage;
            MessagePort.prototype.postMessage = function (message, ...more) {
              if (message.samples && message.stream === kept.life) {
                kept.played = message;
                kept.silent = message.samples.some((s) => s !== 0) ? 0 : kept.silent + 1;
              }
              return post.call(this, message, ...more);
            };
            kept.plays = (list) => kept.silent === 0
              && kept.played?.samples.every((s, i) => s === list[kept.played.position + i]);
            """;

    private static final String BASE64 = """
            (() => {
              const bytes = new Uint8Array(Int16Array.from(kept.%s, (s) => Math.round((s ?? 0) * 32767)).buffer);
              let text = '';
              bytes.forEach((b) => text += String.fromCharCode(b));
              return btoa(text);
            })()
            """;

    private Probe() {}

    /** A page that is connected. */
    static BrowserPage open(Chromium browser, URI url) {
        BrowserPage page = browser.open(url);
        page.await("document.getElementById('link')?.dataset.state === 'open'");
        page.evaluate(RECORD);
        return page;
    }

    static String text(BrowserPage page, String id) {
        return page.evaluate("document.getElementById('" + id + "').textContent")
                .getAsString();
    }

    /** @param which spoken or heard */
    static Waveform samples(BrowserPage page, String which) {
        byte[] pcm = Base64.getDecoder()
                .decode(page.evaluate(String.format(BASE64, which)).getAsString());
        return new Waveform(Pcm16.toFloats(pcm), AudioFiles.SAMPLE_RATE);
    }

    static void keep(BrowserPage page, String name) throws IOException {
        if (SCREENSHOTS != null) {
            Files.write(Path.of(SCREENSHOTS).resolve(name), page.screenshot());
        }
    }
}
