package dev.sotto.training.evaluation.program;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Wide-band PESQ (ITU-T P.862.2) by a command {@code pesq}, called as the ITU's own: {@code pesq +16000 +wb clean.wav
 * heard.wav}. It is on no machine that nobody put it on, as the ITU's licence forbids us to ship it.
 */
public final class Pesq {

    private static final Pattern RESULT = Pattern.compile("P\\.862\\.2 Prediction[^=]*=\\s*(-?\\d+(?:\\.\\d+)?)");

    private final Path program;

    private Pesq(Path program) {
        this.program = program;
    }

    public static Optional<Pesq> find(Programs programs) {
        return programs.find("pesq").map(Pesq::new);
    }

    /**
     * MOS-LQO, 1.0 to 4.6.
     *
     * @throws ProgramFailedException if it prints no result
     */
    public double of(Waveform clean, Waveform heard) throws IOException, InterruptedException {
        try (ProgramRun run = new ProgramRun(ProgramRun.TIMEOUT)) {
            AudioFiles.writeWav(clean, run.file("clean.wav"));
            AudioFiles.writeWav(heard, run.file("heard.wav"));
            String said = run.run(program, "+" + clean.sampleRate(), "+wb", "clean.wav", "heard.wav");
            Matcher result = RESULT.matcher(said);
            if (!result.find()) {
                throw new ProgramFailedException("pesq printed no line 'P.862.2 Prediction (MOS-LQO): = ...'");
            }
            return Double.parseDouble(result.group(1));
        }
    }
}
