package dev.sotto.corpus.command;

import dev.sotto.measure.CodebookUse;
import dev.sotto.prior.CodeLength;
import dev.sotto.prior.Prior;
import dev.sotto.prior.TokenPredictor;
import dev.sotto.token.TokenSequence;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * What tokens cost under each yardstick, and how the codebooks are used. The names are those of the JSON; the keys of
 * the maps are {@code plain}, {@code order0}, {@code order0OfInput}, {@code order1}, {@code prior} and
 * {@code priorUnbroken}.
 *
 * @param secondsBetweenKeyPackets the context is forgotten so often, but for {@code priorUnbroken}
 * @param bitsPerFrame all codebooks together
 * @param bitsPerToken by codebook
 * @param saved by the prior, share of the plain bits
 * @param usage by codebook, share of the tokens that come at all
 * @param perplexity by codebook, of the frequencies in the input
 * @param normalisedEntropy by codebook, of the frequencies in the input, over the bits of a token
 */
record TokenMeasures(
        int recordings,
        double seconds,
        int codebooks,
        double secondsBetweenKeyPackets,
        Map<String, Double> bitsPerFrame,
        Map<String, Double> kbps,
        double saved,
        Map<String, double[]> bitsPerToken,
        double[] usage,
        double[] perplexity,
        double[] normalisedEntropy) {

    private static final double SECONDS = 1;

    /** Passes over the tokens: order 0, order 1, the prior with key packets and without. */
    static final int PASSES = 4;

    /**
     * @param sequences of one number of codebooks
     * @param done hears the number of sequences that were gone through, {@link #PASSES} times each
     */
    static TokenMeasures of(List<TokenSequence> sequences, Prior prior, double frameRate, LongConsumer done) {
        int codebooks = sequences.get(0).numCodebooks();
        int size = prior.config().codebookSize();
        long frames = sequences.stream().mapToLong(TokenSequence::numFrames).sum();
        CodeLength broken = new CodeLength((int) Math.max(1, Math.round(SECONDS * frameRate)));
        List<CodebookUse> uses = IntStream.range(0, codebooks)
                .mapToObj(q -> CodebookUse.of(sequences, q, size))
                .toList();
        double plain = Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
        Map<String, double[]> bits = new LinkedHashMap<>();
        double[] even = new double[codebooks];
        Arrays.fill(even, plain);
        Meter meter = new Meter(sequences, size, frames, done);
        bits.put("plain", even);
        bits.put("order0", meter.bits(broken, prior.order0(codebooks)));
        bits.put(
                "order0OfInput", uses.stream().mapToDouble(CodebookUse::entropy).toArray());
        bits.put("order1", meter.bits(broken, prior.order1(codebooks)));
        bits.put("prior", meter.bits(broken, prior.predictor(codebooks)));
        bits.put("priorUnbroken", meter.bits(new CodeLength(0), prior.predictor(codebooks)));
        Map<String, Double> bitsPerFrame = new LinkedHashMap<>();
        Map<String, Double> kbps = new LinkedHashMap<>();
        bits.forEach((name, each) -> {
            bitsPerFrame.put(name, Arrays.stream(each).sum());
            kbps.put(name, Arrays.stream(each).sum() * frameRate / 1000);
        });
        return new TokenMeasures(
                sequences.size(),
                frames / frameRate,
                codebooks,
                SECONDS,
                bitsPerFrame,
                kbps,
                1 - bitsPerFrame.get("prior") / bitsPerFrame.get("plain"),
                bits,
                uses.stream().mapToDouble(CodebookUse::usage).toArray(),
                uses.stream().mapToDouble(CodebookUse::perplexity).toArray(),
                uses.stream().mapToDouble(CodebookUse::normalisedEntropy).toArray());
    }

    /** Goes through all sequences with one predictor after another. */
    private static final class Meter {

        private final List<TokenSequence> sequences;
        private final int size;
        private final long frames;
        private final LongConsumer done;
        private long count;

        Meter(List<TokenSequence> sequences, int size, long frames, LongConsumer done) {
            this.sequences = sequences;
            this.size = size;
            this.frames = frames;
            this.done = done;
        }

        /** Bits a token, by codebook. */
        double[] bits(CodeLength length, TokenPredictor predictor) {
            double[] bits = new double[sequences.get(0).numCodebooks()];
            for (TokenSequence sequence : sequences) {
                length.add(predictor, size, sequence, bits);
                done.accept(++count);
            }
            return Arrays.stream(bits).map(sum -> sum / frames).toArray();
        }
    }
}
