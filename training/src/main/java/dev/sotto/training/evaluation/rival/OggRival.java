package dev.sotto.training.evaluation.rival;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import dev.sotto.training.evaluation.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A codec whose programs go from WAV to Ogg and back: Opus and Speex.
 *
 * @param encoderOptions before the two file names
 * @param decoderOptions likewise
 */
record OggRival(
        String family,
        String name,
        Path encoder,
        List<String> encoderOptions,
        Path decoder,
        List<String> decoderOptions)
        implements Rival {

    @Override
    public Coded code(Waveform speech) throws IOException, InterruptedException {
        try (ProgramRun run = new ProgramRun(ProgramRun.TIMEOUT)) {
            AudioFiles.writeWav(speech, run.file("clean.wav"));
            run.run(encoder, arguments(encoderOptions, "clean.wav", "coded.ogg"));
            run.run(decoder, arguments(decoderOptions, "coded.ogg", "heard.wav"));
            long bytes = OggPayload.bytes(Files.readAllBytes(run.file("coded.ogg")));
            return new Coded(AudioFiles.read(run.file("heard.wav")), bytes);
        }
    }

    private static String[] arguments(List<String> options, String from, String to) {
        return Stream.concat(options.stream(), Stream.of(from, to)).toArray(String[]::new);
    }
}
