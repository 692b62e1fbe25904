package dev.sotto.training.evaluation.rival;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Pcm16;
import dev.sotto.audio.RateConverter;
import dev.sotto.audio.Waveform;
import dev.sotto.training.evaluation.program.ProgramRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Codec2, which speaks bare samples of 8 kHz, and whose files are nothing but payload. */
record Codec2Rival(String mode, Path encoder, Path decoder) implements Rival {

    private static final int RATE = 8000;

    @Override
    public String family() {
        return "Codec2";
    }

    @Override
    public String name() {
        return "Codec2 " + mode;
    }

    @Override
    public Coded code(Waveform speech) throws IOException, InterruptedException {
        try (ProgramRun run = new ProgramRun(ProgramRun.TIMEOUT)) {
            Waveform narrow = RateConverter.convert(speech, RATE);
            Files.write(run.file("clean.raw"), Pcm16.toBytes(narrow.samples()));
            // The ending .c2 would ask for a header.
            run.run(encoder, mode, "clean.raw", "coded.bit");
            run.run(decoder, mode, "coded.bit", "heard.raw");
            try (InputStream in = Files.newInputStream(run.file("heard.raw"))) {
                Waveform heard = AudioFiles.readRaw(in, RATE, "what " + name() + " decoded");
                return new Coded(heard, Files.size(run.file("coded.bit")));
            }
        }
    }
}
