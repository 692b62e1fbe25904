package dev.sotto.training.evaluation;

import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.concealment.FrameLoss;
import dev.sotto.model.CodecConfig;
import dev.sotto.packet.PacketIndex;
import dev.sotto.packet.TokenFile;
import dev.sotto.token.TokenSequence;
import dev.sotto.training.evaluation.EvaluationListener.Rendition;
import dev.sotto.training.evaluation.measure.Alignment;
import dev.sotto.training.evaluation.measure.FrameLock;
import dev.sotto.training.evaluation.measure.Measure;
import dev.sotto.training.evaluation.measure.Reference;
import dev.sotto.training.evaluation.measure.Scores;
import dev.sotto.training.evaluation.program.Pesq;
import dev.sotto.training.evaluation.program.ProgramFailedException;
import dev.sotto.training.evaluation.rival.Rival;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** One clip through all codecs. */
final class ClipScoring implements Callable<ClipScoring.Result> {

    private final EvaluationPlan plan;
    private final int index;
    private final Waveform clip;
    private final EvaluationListener listener;
    private final List<String> failures = new ArrayList<>();
    private Reference reference;

    /**
     * @param bytes of the packets or of the coded audio
     * @param scores null where a rival failed
     * @param lock of the sound before it was aligned; likewise
     */
    record Coding(long bytes, Scores scores, FrameLock lock) {

        /** The mean over clips. */
        static Scores mean(List<Coding> codings) {
            return Scores.mean(codings.stream().map(Coding::scores).toList())
                    .with(
                            Measure.LOCKED_TONES,
                            FrameLock.share(codings.stream().map(Coding::lock).toList()));
        }
    }

    /**
     * @param tokens with the most codebooks of the plan
     * @param original the clip itself
     * @param ours in the plan's order
     * @param rivals likewise
     * @param levels likewise
     * @param losses in the plan's order, of each all numbers of codebooks
     */
    record Result(
            TokenSequence tokens,
            Coding original,
            List<Coding> ours,
            List<Coding> rivals,
            List<AtLevel> levels,
            List<Scores> losses,
            List<String> failures) {}

    /** The clip at another level. @param scores of ours, in the plan's order */
    record AtLevel(boolean heldBack, List<Scores> scores) {}

    ClipScoring(EvaluationPlan plan, int index, Waveform clip, EvaluationListener listener) {
        this.plan = plan;
        this.index = index;
        this.clip = clip;
        this.listener = listener;
    }

    @Override
    public Result call() throws IOException, InterruptedException {
        reference = new Reference(clip);
        TokenSequence all = plan.codec().encode(clip, plan.mostCodebooks());
        List<Coding> ours = new ArrayList<>();
        for (int count : plan.codebookCounts()) {
            ours.add(ours(all.firstCodebooks(count)));
        }
        List<Coding> rivals = new ArrayList<>();
        for (Rival rival : plan.rivals().present()) {
            rivals.add(rival(rival));
        }
        List<AtLevel> levels =
                plan.gains().stream().map(gain -> atLevel(new InputLevel(gain))).toList();
        List<Scores> losses = new ArrayList<>();
        for (FrameLoss loss : plan.frameLosses(index)) {
            for (int count : plan.codebookCounts()) {
                losses.add(score(plan.codec().decode(all.firstCodebooks(count), loss, clip.length(), done -> {})));
            }
        }
        Coding original = new Coding(0, reference.original(), FrameLock.of(clip));
        return new Result(all, original, ours, rivals, levels, losses, failures);
    }

    private Coding ours(TokenSequence tokens) throws IOException, InterruptedException {
        // In step by construction: nothing is aligned.
        Waveform heard = plan.codec().decode(tokens, clip.length());
        Scores scores = score(heard);
        int codebooks = tokens.numCodebooks();
        double kbps = plan.codec().config().bitrate(codebooks) / 1000;
        String name = String.format(Locale.ROOT, "Sotto %.1f", kbps);
        listener.heard(index, new Rendition("Sotto", name, codebooks, kbps, heard, scores));
        return new Coding(packetBytes(plan.codec(), tokens, clip.length()), scores, FrameLock.of(heard));
    }

    private AtLevel atLevel(InputLevel level) {
        Waveform spoken = level.of(clip);
        TokenSequence all = plan.codec().encode(spoken, plan.mostCodebooks());
        List<Scores> scores = new ArrayList<>();
        for (int count : plan.codebookCounts()) {
            scores.add(
                    Reference.intelligibility(spoken, plan.codec().decode(all.firstCodebooks(count), clip.length())));
        }
        return new AtLevel(level.isHeldBack(clip), scores);
    }

    private Coding rival(Rival rival) throws IOException, InterruptedException {
        try {
            Rival.Coded coded = rival.code(clip);
            Waveform heard = Alignment.align(clip, coded.heard());
            Scores scores = score(heard);
            double kbps = coded.payloadBytes() * Byte.SIZE / clip.seconds() / 1000;
            listener.heard(index, new Rendition(rival.family(), rival.name(), 0, kbps, heard, scores));
            return new Coding(coded.payloadBytes(), scores, FrameLock.of(coded.heard()));
        } catch (ProgramFailedException e) {
            failures.add(rival.name() + " is left out, because " + e.getMessage());
            return new Coding(0, null, null);
        }
    }

    private Scores score(Waveform heard) throws IOException, InterruptedException {
        Scores scores = reference.score(heard);
        if (plan.pesq().isEmpty()) {
            return scores;
        }
        Pesq pesq = plan.pesq().get();
        try {
            return scores.with(Measure.PESQ, pesq.of(clip, heard));
        } catch (ProgramFailedException e) {
            failures.add("PESQ is missing for some sounds, because " + e.getMessage());
            return scores;
        }
    }

    private static long packetBytes(SpeechCodec codec, TokenSequence tokens, int numSamples) {
        CodecConfig config = codec.config();
        TokenFile stream = new TokenFile(
                codec.model().fingerprint(),
                config.sampleRate(),
                config.hopLength(),
                config.delay(),
                config.bitsPerToken(),
                numSamples,
                tokens);
        return PacketIndex.of(stream.toBytes(EvaluationPlan.FRAMES_PER_PACKET)).bytes();
    }
}
