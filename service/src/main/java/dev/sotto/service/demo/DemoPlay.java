package dev.sotto.service.demo;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.measure.Stoi;
import dev.sotto.packet.PacketCoding;
import dev.sotto.picture.SpectrogramPicture;
import dev.sotto.streams.client.Pace;
import dev.sotto.synthesis.Voice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * What the demo does, step by step: start, warm up, speak and hear, measure, write.
 *
 * @param coding of the packets
 * @param voice of what is heard
 * @param pace of the stream that counts
 */
public record DemoPlay(
        Waveform speech,
        SpeechCodec codec,
        int numCodebooks,
        int framesPerPacket,
        PacketCoding coding,
        Voice voice,
        Pace pace) {

    private static final String STREAM = "demo";
    private static final int WARM_UP_SECONDS = 10;

    /** Hears what is going on. */
    public interface Listener {

        void broker(String bootstrapServers);

        /** The stream that counts begins; returns what hears how many samples of it have been sent. */
        LongConsumer speaking();

        /** It has been heard to its end. */
        void heard();
    }

    /**
     * Writes {@code original.wav}, {@code decoded.wav}, {@code spectrograms.png} and {@code report.json}.
     *
     * @param out a directory, made if it is not there
     */
    public DemoReport run(Path out, Listener listener) throws IOException, InterruptedException {
        Files.createDirectories(out);
        try (Demo demo = Demo.start(codec, numCodebooks, framesPerPacket, coding, voice)) {
            listener.broker(demo.bootstrapServers());
            Waveform start = speech.slice(0, Math.min(speech.length(), WARM_UP_SECONDS * speech.sampleRate()));
            demo.play("warm-up", start, Pace.AT_ONCE, position -> {});
            long before = demo.tokenBytesOnDisk();
            Performance performance = demo.play(STREAM, speech, pace, listener.speaking());
            listener.heard();
            long disk = demo.tokenBytesOnDisk() - before;
            TokenTopic tokens = demo.tokens(STREAM);
            DemoReport report = report(performance, tokens, disk);
            write(out, performance.decoded(), tokens, report);
            return report;
        }
    }

    private DemoReport report(Performance performance, TokenTopic tokens, long diskBytes) {
        int hop = codec.config().hopLength();
        double seconds = speech.seconds();
        // Against another voice it would count the voice as damage.
        double stoi = voice.isOwn() ? Stoi.of(speech, performance.decoded()) : Double.NaN;
        LatencyMeter latency = performance.latency();
        return new DemoReport(
                rounded(seconds),
                tokens.frames(),
                tokens.packets().size(),
                framesOf(performance.missing(), hop),
                framesOf(performance.repeated(), hop) + tokens.repeatedFrames(),
                rounded(tokens.payloadBytes() * 8 / seconds / 1000),
                coding.prior().isPresent() ? rounded(tokens.plainBytes() * 8 / seconds / 1000) : null,
                rounded(diskBytes * 8 / seconds / 1000),
                new DemoReport.Latency(
                        rounded(latency.percentile(50)),
                        rounded(latency.percentile(95)),
                        rounded(latency.percentile(99))),
                rounded(performance.cpuSeconds() / seconds),
                Double.isNaN(stoi) ? null : rounded(stoi));
    }

    private void write(Path out, Waveform decoded, TokenTopic tokens, DemoReport report) throws IOException {
        AudioFiles.writeWav(speech, out.resolve("original.wav"));
        AudioFiles.writeWav(decoded, out.resolve("decoded.wav"));
        SpectrogramPicture.write(
                SpectrogramPicture.compare(
                        speech, tokens.tokens(), codec.config().frameRate(), decoded),
                out.resolve("spectrograms.png"));
        Files.writeString(out.resolve("report.json"), report.toJson() + "\n");
    }

    private static long framesOf(long samples, int hop) {
        return (samples + hop - 1) / hop;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
