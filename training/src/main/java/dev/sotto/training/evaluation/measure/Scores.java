package dev.sotto.training.evaluation.measure;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The measures of a clip, or their means over clips; null where there was nothing to measure. A map, so that its JSON
 * is one name and one number for each measure.
 */
public final class Scores extends AbstractMap<Measure, Double> {

    /** Nothing measured. */
    public static final Scores NONE = new Scores(new EnumMap<>(Measure.class));

    private final EnumMap<Measure, Double> values;

    private Scores(EnumMap<Measure, Double> values) {
        for (Measure measure : Measure.values()) {
            values.putIfAbsent(measure, null);
        }
        this.values = values;
    }

    /** The same with one more; a value that is no number is nothing measured. */
    public Scores with(Measure measure, double value) {
        EnumMap<Measure, Double> more = new EnumMap<>(values);
        more.put(measure, Double.isFinite(value) ? value : null);
        return new Scores(more);
    }

    /**
     * The mean of each measure over the clips that have it, added up in the order of the list, and the greatest
     * deviation of the mean spectrum. {@link Measure#LOCKED_TONES} is no mean: {@link FrameLock} has it.
     */
    public static Scores mean(List<Scores> clips) {
        Scores mean = NONE;
        for (Measure measure : Measure.values()) {
            mean = mean.with(
                    measure,
                    clips.stream()
                            .map(clip -> clip.get(measure))
                            .filter(Objects::nonNull)
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElse(Double.NaN));
        }
        return mean.with(
                Measure.SPECTRUM_DEVIATION,
                Measure.OCTAVES.stream()
                        .map(mean::get)
                        .filter(Objects::nonNull)
                        .mapToDouble(Math::abs)
                        .max()
                        .orElse(Double.NaN));
    }

    @Override
    public Double get(Object measure) {
        return values.get(measure);
    }

    @Override
    public Set<Map.Entry<Measure, Double>> entrySet() {
        return Collections.unmodifiableMap(values).entrySet();
    }
}
