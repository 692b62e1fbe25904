package dev.sotto.training.prior;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.RateConverter;
import dev.sotto.audio.UnreadableAudioException;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.corpus.recording.SpeechFolder;
import dev.sotto.token.TokenSequence;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The tokens of a corpus of speech, made once. The same speech a little later, faster or louder has other tokens, so
 * that a small corpus gives several times its own length to learn from.
 */
public final class SpeechTokens {

    /** How fast each variant speaks, the first as it was recorded; and how loud. */
    private static final double[] SPEEDS = {1, 0.94, 1.06, 1, 0.97, 1.03};

    private static final double[] GAINS = {1, 0.7, 1, 0.5, 1.3, 0.85};

    private final SpeechCodec codec;
    private final int variants;

    /** @param variants how often each clip is made tokens of, 1 to {@link #maxVariants} */
    public SpeechTokens(SpeechCodec codec, int variants) {
        this.codec = codec;
        this.variants = variants;
    }

    public static int maxVariants() {
        return SPEEDS.length;
    }

    /**
     * Those of the file, where it has been made of the same corpus by the same codec; else they are made, and the file
     * with them.
     *
     * @param done hears how many clips are done, all variants counted
     */
    public List<TokenSequence> open(Path file, SpeechFolder corpus, LongConsumer done) throws IOException {
        String signature = signature(corpus);
        List<TokenSequence> sequences = Files.exists(file) ? read(file, signature) : List.of();
        if (sequences.isEmpty()) {
            sequences = make(corpus, done);
            Files.createDirectories(file.toAbsolutePath().getParent());
            write(file, signature, sequences);
        }
        return sequences;
    }

    /** A clip that cannot be read is left out. */
    private List<TokenSequence> make(SpeechFolder corpus, LongConsumer done) {
        List<TokenSequence> sequences = new ArrayList<>();
        long count = 0;
        for (Path path : corpus.files()) {
            try {
                Waveform clip = AudioFiles.read(path);
                for (int v = 0; v < variants; v++) {
                    TokenSequence tokens =
                            codec.encode(variant(clip, v), codec.config().numCodebooks());
                    if (tokens.numFrames() > 1) {
                        sequences.add(tokens);
                    }
                }
            } catch (UnreadableAudioException e) {
                // As in 'sotto train', which names them.
            }
            count += variants;
            done.accept(count);
        }
        return sequences;
    }

    private Waveform variant(Waveform clip, int number) {
        if (number == 0) {
            return clip;
        }
        int rate = clip.sampleRate();
        int hop = codec.config().hopLength();
        Waveform labelled = new Waveform(clip.samples(), (int) Math.round(rate * SPEEDS[number]));
        Waveform other = SPEEDS[number] == 1 ? clip : RateConverter.convert(labelled, rate);
        int cut = Math.min(hop * number / variants, other.length());
        float[] samples = new float[other.length() - cut];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (GAINS[number] * other.samples()[cut + i]);
        }
        return new Waveform(samples, rate);
    }

    private String signature(SpeechFolder corpus) throws IOException {
        long hash = codec.model().fingerprint().bits();
        for (Path path : corpus.files()) {
            hash = 31 * hash + corpus.root().relativize(path).toString().hashCode();
            hash = 31 * hash + Files.size(path);
        }
        return corpus.files().size() + " files, " + variants + " variants, " + Long.toHexString(hash);
    }

    private static void write(Path file, String signature, List<TokenSequence> sequences) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".new");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
            out.writeUTF(signature);
            out.writeInt(sequences.size());
            for (TokenSequence sequence : sequences) {
                out.writeInt(sequence.numCodebooks());
                out.writeInt(sequence.tokens().length);
                for (int token : sequence.tokens()) {
                    out.writeShort(token);
                }
            }
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Nothing for a file of something else. */
    private static List<TokenSequence> read(Path file, String signature) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (!in.readUTF().equals(signature)) {
                return List.of();
            }
            List<TokenSequence> sequences = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                int codebooks = in.readInt();
                int[] tokens = new int[in.readInt()];
                for (int i = 0; i < tokens.length; i++) {
                    tokens[i] = in.readUnsignedShort();
                }
                sequences.add(new TokenSequence(codebooks, tokens));
            }
            return sequences;
        }
    }
}
