package dev.sotto.training.evaluation;

import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.concealment.FrameLoss;
import dev.sotto.measure.CodebookUse;
import dev.sotto.training.evaluation.measure.Measure;
import dev.sotto.training.evaluation.measure.Scores;
import dev.sotto.training.evaluation.program.Pesq;
import dev.sotto.training.evaluation.rival.Rival;
import dev.sotto.training.evaluation.rival.Rivals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * What is scored against what. Clips are shared out among threads; every sum is taken in the order of the clips, so
 * that the results are the same bits for any number of threads (but for {@link Speed}).
 *
 * @param gains other levels to score at, dB louder than recorded
 * @param losses shares of frames to lose, 0 to .5, to score what is made up in their place
 * @param pesq empty where the machine has none
 */
public record EvaluationPlan(
        SpeechCodec codec,
        List<Integer> codebookCounts,
        Rivals rivals,
        List<Double> gains,
        List<Double> losses,
        Optional<Pesq> pesq,
        int threads) {

    /** As {@code sotto stream encode} sends them by default: 100 ms. */
    public static final int FRAMES_PER_PACKET = 5;

    /** Frames that are lost one after another: 60 ms. */
    static final int BURST = 3;

    private static final int MAX_FAILURES = 10;

    int mostCodebooks() {
        return Collections.max(codebookCounts);
    }

    public Evaluation run(List<Waveform> clips, EvaluationListener listener) {
        List<ClipScoring.Result> results = score(clips, listener);
        double seconds = clips.stream().mapToDouble(Waveform::seconds).sum();
        List<CodebookUse> uses = new ArrayList<>();
        for (int q = 0; q < mostCodebooks(); q++) {
            uses.add(CodebookUse.of(
                    results.stream().map(ClipScoring.Result::tokens).toList(),
                    q,
                    codec.config().codebookSize()));
        }
        List<Evaluation.Row> rows = rows(results, uses, seconds);
        return new Evaluation(
                codec.model().fingerprint().toString(),
                clips.size(),
                seconds,
                ClipScoring.Coding.mean(
                        results.stream().map(ClipScoring.Result::original).toList()),
                rows,
                rivalRows(results, seconds),
                levelRows(results, rows),
                lossRows(results, rows),
                uses,
                Complexity.of(codec.config()),
                Speed.of(codec, longest(clips)),
                remarks(results));
    }

    private static Waveform longest(List<Waveform> clips) {
        return Collections.max(clips, Comparator.comparingInt(Waveform::length));
    }

    private List<ClipScoring.Result> score(List<Waveform> clips, EvaluationListener listener) {
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(threads, clips.size()));
        try {
            List<Future<ClipScoring.Result>> due = new ArrayList<>();
            for (int i = 0; i < clips.size(); i++) {
                due.add(workers.submit(new ClipScoring(this, i, clips.get(i), listener)));
            }
            List<ClipScoring.Result> results = new ArrayList<>();
            for (Future<ClipScoring.Result> next : due) {
                results.add(next.get());
                listener.clipsDone(results.size());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the evaluation was interrupted");
        } catch (ExecutionException e) {
            throw asUnchecked(e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private static RuntimeException asUnchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof IOException e) {
            return new UncheckedIOException(e);
        }
        return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
    }

    private List<Evaluation.Row> rows(List<ClipScoring.Result> results, List<CodebookUse> uses, double seconds) {
        List<Evaluation.Row> rows = new ArrayList<>();
        for (int i = 0; i < codebookCounts.size(); i++) {
            int row = i;
            int count = codebookCounts.get(i);
            double bits =
                    uses.stream().limit(count).mapToDouble(CodebookUse::entropy).sum();
            List<ClipScoring.Coding> codings =
                    results.stream().map(result -> result.ours().get(row)).toList();
            rows.add(new Evaluation.Row(
                    count,
                    codec.config().bitrate(count) / 1000,
                    bits * codec.config().frameRate() / 1000,
                    kbps(codings, seconds),
                    ClipScoring.Coding.mean(codings)));
        }
        return rows;
    }

    private List<Evaluation.RivalRow> rivalRows(List<ClipScoring.Result> results, double seconds) {
        List<Evaluation.RivalRow> rows = new ArrayList<>();
        for (int i = 0; i < rivals.present().size(); i++) {
            int row = i;
            Rival rival = rivals.present().get(i);
            List<ClipScoring.Coding> codings =
                    results.stream().map(result -> result.rivals().get(row)).toList();
            if (codings.stream().allMatch(coding -> coding.scores() != null)) {
                Scores mean = ClipScoring.Coding.mean(codings);
                rows.add(new Evaluation.RivalRow(rival.family(), rival.name(), kbps(codings, seconds), mean));
            }
        }
        return rows;
    }

    private List<Evaluation.LevelRow> levelRows(List<ClipScoring.Result> results, List<Evaluation.Row> rows) {
        List<Evaluation.LevelRow> levels = new ArrayList<>();
        for (int g = 0; g < gains.size(); g++) {
            int gain = g;
            List<ClipScoring.AtLevel> clips =
                    results.stream().map(result -> result.levels().get(gain)).toList();
            int heldBack =
                    (int) clips.stream().filter(ClipScoring.AtLevel::heldBack).count();
            for (int r = 0; r < rows.size(); r++) {
                int row = r;
                Scores mean = Scores.mean(
                        clips.stream().map(clip -> clip.scores().get(row)).toList());
                Double stoi = mean.get(Measure.STOI);
                Double usual = rows.get(r).scores().get(Measure.STOI);
                levels.add(new Evaluation.LevelRow(
                        gains.get(g),
                        rows.get(r).codebooks(),
                        rows.get(r).nominalKbps(),
                        heldBack,
                        stoi,
                        mean.get(Measure.ESTOI),
                        stoi == null || usual == null ? null : usual - stoi));
            }
        }
        return levels;
    }

    /** For each share single frames, then bursts. */
    private List<Evaluation.LossRow> lossRows(List<ClipScoring.Result> results, List<Evaluation.Row> rows) {
        List<Evaluation.LossRow> losses = new ArrayList<>();
        List<FrameLoss> wanted = frameLosses(0);
        for (int i = 0; i < wanted.size(); i++) {
            FrameLoss loss = wanted.get(i);
            for (int r = 0; r < rows.size(); r++) {
                int at = i * rows.size() + r;
                Scores mean = Scores.mean(
                        results.stream().map(result -> result.losses().get(at)).toList());
                Evaluation.Row row = rows.get(r);
                losses.add(new Evaluation.LossRow(
                        100 * loss.share(), loss.burst(), row.codebooks(), row.nominalKbps(), mean));
            }
        }
        return losses;
    }

    /** Other frames of each clip. */
    List<FrameLoss> frameLosses(int clip) {
        return losses.stream()
                .flatMap(share -> Stream.of(1, BURST).map(burst -> new FrameLoss(share, burst, clip)))
                .toList();
    }

    private static double kbps(List<ClipScoring.Coding> codings, double seconds) {
        return codings.stream().mapToLong(ClipScoring.Coding::bytes).sum() * Byte.SIZE / seconds / 1000;
    }

    private List<String> remarks(List<ClipScoring.Result> results) {
        List<String> remarks = new ArrayList<>();
        if (pesq.isEmpty()) {
            remarks.add("There is no PESQ, because no command pesq was found on the PATH");
        }
        for (String programs : rivals.missing()) {
            remarks.add("There is no row for " + programs + ", which was not found on the PATH");
        }
        results.stream()
                .flatMap(result -> result.failures().stream())
                .distinct()
                .limit(MAX_FAILURES)
                .forEach(remarks::add);
        return remarks;
    }
}
