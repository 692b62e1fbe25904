package dev.sotto.service.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.measure.Stoi;
import dev.sotto.packet.PacketCoding;
import dev.sotto.service.gateway.GatewayConfig;
import dev.sotto.service.gateway.GatewayLimits;
import dev.sotto.streams.topic.Topics;
import dev.sotto.synthesis.Voice;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser whose microphone plays a file, with the model that ships. */
@Timeout(300)
class TalkPageTest {

    private static final int CODEBOOKS = 6;

    private static Talk talk;
    private static Chromium browser;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Chromium.program().isPresent(), "no /usr/bin/chromium: the page is not tested");
        GatewayConfig config = new GatewayConfig(
                new InetSocketAddress("127.0.0.1", 0),
                Topics.DEFAULT,
                SpeechCodec.bundled().config(),
                Optional.empty(),
                CODEBOOKS,
                null,
                Set.of(),
                GatewayLimits.DEFAULT);
        talk = Talk.start(new TalkPlan(
                null,
                SpeechCodec.bundled(),
                Voice.OWN,
                1,
                PacketCoding.PLAIN,
                OptionalInt.empty(),
                Duration.ofSeconds(5),
                config));
        Path speech = directory.resolve("speech.wav");
        AudioFiles.writeWav(AudioFiles.defaultClip(), speech);
        browser = Chromium.start(
                Chromium.program().orElseThrow(),
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                "--use-file-for-fake-audio-capture=" + speech);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (talk != null) {
            talk.close();
        }
    }

    private static BrowserPage open(String room) {
        return Probe.open(browser, URI.create(talk.gateway().url("/") + "#room=" + room));
    }

    @Test
    void shouldBringSpeechBackChangeTheBitrateAndMeasureTheDelay() throws Exception {
        try (BrowserPage page = open("kitchen")) {
            page.look(1280, 900, false, false);
            page.click("open");
            page.await("kept.heard.length > 16000 * 5");
            Waveform spoken = Probe.samples(page, "spoken");
            Waveform heard = Probe.samples(page, "heard");
            int length = Math.min(spoken.length(), heard.length());
            double stoi = Stoi.of(spoken.slice(0, length), heard.slice(0, length));
            assertTrue(stoi >= 0.7, "STOI " + stoi + ", gaps: " + Probe.text(page, "gaps"));
            assertEquals(CODEBOOKS, page.evaluate("kept.codebooks.at(-1)").getAsInt());

            double delay = Double.parseDouble(Probe.text(page, "delay"));
            double returned = Double.parseDouble(page.evaluate("document.getElementById('figures').dataset.returned")
                    .getAsString());
            System.out.printf(
                    Locale.ROOT,
                    "The page: STOI %.3f at 3 kbps; mouth to ear %.0f ms (median), of which gateway, Kafka and codec"
                            + " %.1f ms%n",
                    stoi,
                    delay,
                    returned);
            assertTrue(Integer.parseInt(Probe.text(page, "buffer")) >= 40, Probe.text(page, "buffer"));
            Probe.keep(page, "desktop.png");

            page.evaluate("const s = document.getElementById('codebooks'); s.value = 1; s.oninput({target: s})");
            page.await("kept.codebooks.at(-1) === 1");
            assertEquals("0.5 kbps", Probe.text(page, "kbps"));
            page.click("open");
        }
    }

    @Test
    void shouldLetTwoPagesHearEachOther() throws Exception {
        try (BrowserPage one = open("two");
                BrowserPage other = open("two")) {
            one.await("document.getElementById('people').textContent.includes('with guest')");
            other.click("clip");
            one.click("open");
            one.await("kept.others > 16000");
            other.await("kept.others > 16000");
            other.click("clip");
            one.click("open");
        }
    }

    @Test
    void shouldReplayTheRoomAndSayWhatItCost() throws Exception {
        try (BrowserPage page = open("again")) {
            page.look(390, 844, true, true);
            page.click("clip");
            page.await("kept.heard.length > 16000 * 3");
            Probe.keep(page, "phone.png");
            page.click("clip");
            page.click("replay");
            page.await("document.getElementById('cost').textContent.includes('as PCM')");
            assertTrue(Probe.text(page, "cost").contains("times as much"), Probe.text(page, "cost"));
            page.click("replay");
        }
    }

    @Test
    void shouldSpeakAFileThatIsDroppedOnIt() throws Exception {
        Waveform speech = AudioFiles.defaultClip().slice(0, 16_000 * 3);
        Path file = directory.resolve("dropped.wav");
        AudioFiles.writeWav(speech, file);
        try (BrowserPage page = open("dropped")) {
            page.drag("dragEnter", file);
            page.drag("dragOver", file);
            page.await("!document.getElementById('drop').hidden");
            page.drag("drop", file);
            page.await("document.getElementById('drop').hidden");
            page.await("kept.spoken.length >= " + speech.length() + " && kept.heard.length === kept.spoken.length");
            page.await("document.getElementById('clip').ariaPressed === 'false'");
            Waveform spoken = Probe.samples(page, "spoken");
            Waveform heard = Probe.samples(page, "heard");
            assertTrue(Stoi.of(spoken, heard) >= 0.7, "STOI " + Stoi.of(spoken, heard));
        }
    }

    @Test
    void shouldBeUsedWithTheKeyboardAlone() throws Exception {
        try (BrowserPage page = open("keys")) {
            List<String> controls = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                page.press("Tab", 9);
                controls.add(page.evaluate("document.activeElement.name || document.activeElement.id")
                        .getAsString());
            }
            assertEquals(
                    List.of("room", "talk", "open", "clip", "file", "codebooks", "version", "minutes", "replay"),
                    controls);

            page.evaluate("document.getElementById('codebooks').focus()");
            page.press("ArrowLeft", 37);
            assertEquals("2.5 kbps", Probe.text(page, "kbps"));
            page.evaluate("document.activeElement.blur()");
            page.key("rawKeyDown", "Space", 32);
            page.await("kept.heard.length > 8000 && document.getElementById('talk').ariaPressed === 'true'");
            page.key("keyUp", "Space", 32);
            page.await("document.getElementById('talk').ariaPressed === 'false'");
            page.await("kept.heard.length === kept.spoken.length");
            assertEquals(CODEBOOKS - 1, page.evaluate("kept.codebooks.at(-1)").getAsInt());
        }
    }

    @Test
    void shouldPlayTheOriginalOrTheDecodedOrNothing() throws Exception {
        try (BrowserPage page = open("versions")) {
            page.evaluate(Probe.PLAYER);
            page.click("clip");
            page.await("kept.plays(kept.heard)");
            page.evaluate("document.querySelector('input[value=original]').click()");
            page.await("kept.plays(kept.spoken)");
            assertFalse(page.evaluate("kept.plays(kept.heard)").getAsBoolean());
            page.evaluate("document.querySelector('input[value=off]').click()");
            // More than any pause of the clip.
            page.await("kept.silent > 50");
            page.click("clip");
        }
    }

    @Test
    void shouldSayThatThereIsNoMicrophoneOrThatItIsRefused() throws Exception {
        try (Chromium refusing = Chromium.start(Chromium.program().orElseThrow(), "--deny-permission-prompts");
                BrowserPage page = refusing.open(talk.gateway().url("/"))) {
            page.await("document.getElementById('link')?.dataset.state === 'open'");
            page.look(1280, 900, false, false);
            page.click("open");
            page.await("!document.getElementById('trouble').hidden");
            assertTrue(Probe.text(page, "trouble").contains("microphone"), Probe.text(page, "trouble"));
            Probe.keep(page, "error.png");
            page.evaluate("navigator.mediaDevices.getUserMedia ="
                    + " () => Promise.reject(new DOMException('', 'NotAllowedError'))");
            page.click("open");
            page.await("document.getElementById('trouble').textContent.includes('not allowed')");
            assertFalse(page.evaluate("document.getElementById('open').ariaPressed === 'true'")
                    .getAsBoolean());
        }
    }
}
