package dev.sotto.training.evaluation;

import dev.sotto.audio.Waveform;
import dev.sotto.training.evaluation.measure.Scores;
import java.io.IOException;
import java.util.function.IntConsumer;

/** Told what an evaluation does. */
public interface EvaluationListener {

    /**
     * What a codec made of a clip; aligned if it is a rival's.
     *
     * @param family "Sotto", or a rival's
     * @param name with the bitrate
     * @param codebooks of ours; 0 for a rival
     * @param kbps of the tokens for ours, of the coded audio for a rival
     */
    record Rendition(String family, String name, int codebooks, double kbps, Waveform sound, Scores scores) {}

    /**
     * From several threads; the renditions of one clip come from one thread, ours first.
     *
     * @param clip its index
     */
    void heard(int clip, Rendition rendition) throws IOException;

    /** From the thread that runs the evaluation. */
    void clipsDone(int count);

    static EvaluationListener counting(IntConsumer progress) {
        return new EvaluationListener() {
            @Override
            public void heard(int clip, Rendition rendition) {
                // Scores are all that is wanted.
            }

            @Override
            public void clipsDone(int count) {
                progress.accept(count);
            }
        };
    }
}
