package dev.sotto.training.evaluation.measure;

import java.util.List;
import java.util.function.Function;

/**
 * The measures of a clip, or their means over clips; null where there was nothing to measure.
 *
 * @param stoi intelligibility, 0 to 1 ({@link dev.sotto.measure.Stoi})
 * @param estoi the same, extended
 * @param siSdr dB; says something of codecs that keep the waveform only
 * @param melDistance dB ({@link SpectralDistance})
 * @param logSpectralDistance dB
 * @param melCepstralDistortion MCD, dB
 * @param pitchCorrelation -1 to 1 ({@link PitchDistance})
 * @param voicingError share of frames, 0 to 1
 * @param pesq wide-band PESQ, MOS-LQO of P.862.2; null where there is no such program
 */
public record Scores(
        Double stoi,
        Double estoi,
        Double siSdr,
        Double melDistance,
        Double logSpectralDistance,
        Double melCepstralDistortion,
        Double pitchCorrelation,
        Double voicingError,
        Double pesq) {

    public Scores withPesq(Double value) {
        return new Scores(
                stoi,
                estoi,
                siSdr,
                melDistance,
                logSpectralDistance,
                melCepstralDistortion,
                pitchCorrelation,
                voicingError,
                value);
    }

    /** The mean of each measure over the clips that have it, added up in the order of the list. */
    public static Scores mean(List<Scores> clips) {
        return new Scores(
                mean(clips, Scores::stoi),
                mean(clips, Scores::estoi),
                mean(clips, Scores::siSdr),
                mean(clips, Scores::melDistance),
                mean(clips, Scores::logSpectralDistance),
                mean(clips, Scores::melCepstralDistortion),
                mean(clips, Scores::pitchCorrelation),
                mean(clips, Scores::voicingError),
                mean(clips, Scores::pesq));
    }

    private static Double mean(List<Scores> clips, Function<Scores, Double> measure) {
        double sum = 0;
        int count = 0;
        for (Scores clip : clips) {
            Double value = measure.apply(clip);
            if (value != null) {
                sum += value;
                count++;
            }
        }
        return count == 0 ? null : sum / count;
    }
}
