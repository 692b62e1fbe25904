package dev.sotto.corpus.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sotto.BadInputException;
import dev.sotto.codec.TestCorpus;
import dev.sotto.corpus.recording.Corpus;
import dev.sotto.corpus.recording.RecordingFinder;
import dev.sotto.corpus.row.RowFormat;
import dev.sotto.packet.PacketCoding;
import dev.sotto.prior.TestPriors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a run ends, the next one goes on with it, to the same bytes. */
class ResumeTest {

    private static final int FILES = 8;
    private static final int BROKEN = 2;
    private static final int CODEBOOKS = 2;
    private static final int PRIOR_SEED = 3;

    @TempDir
    private Path folder;

    private TestCorpus corpus;
    private Path manifest;
    private Path out;

    @BeforeEach
    void writeCorpus() throws IOException {
        corpus = TestCorpus.write(folder, FILES);
        List<String> lines = new ArrayList<>(List.of("path,note"));
        for (int i = 0; i < FILES; i++) {
            lines.add("audio/" + (i % 2 == 0 ? "" : "b/") + "a" + i + ".wav,\"number, " + i + "\"");
        }
        manifest = Files.write(folder.resolve("manifest.csv"), lines);
        Files.writeString(corpus.audio().resolve("a" + BROKEN + ".wav"), "broken");
        out = folder.resolve("out");
    }

    private Map<String, String> run(Path target, RowFormat format) throws IOException {
        Corpus found = RecordingFinder.find(List.of(manifest.toString()));
        TokenizerResult result = new Tokenizer(corpus.codec(), format, CODEBOOKS, coding(format))
                .run(found, target, 2, (files, seconds) -> {});
        assertEquals(1, result.failed());
        assertFalse(Files.exists(target.resolve(Journal.FILE)));
        return TestCorpus.contents(target);
    }

    private PacketCoding coding(RowFormat format) throws IOException {
        return format == RowFormat.SOTTO
                ? PacketCoding.entropy(TestPriors.of(corpus.codec().model(), PRIOR_SEED), 50)
                : PacketCoding.PLAIN;
    }

    /** The journal as it is when all is done and nothing is published. */
    private byte[] journal() throws IOException {
        Corpus found = RecordingFinder.find(List.of(manifest.toString()));
        byte[][] journal = {{}};
        new Tokenizer(corpus.codec(), RowFormat.JSONL, CODEBOOKS, PacketCoding.PLAIN)
                .run(
                        found,
                        folder.resolve("once"),
                        1,
                        (files, seconds) ->
                                journal[0] = read(folder.resolve("once").resolve(Journal.FILE)));
        return journal[0];
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource(RowFormat.class)
    void shouldEndWithTheSameBytesAfterAKill(RowFormat format) throws Exception {
        Map<String, String> whole = run(folder.resolve("whole"), format);
        // A pipe instead of a recording: whoever reads it waits for ever, in the middle of the run.
        Path middle = corpus.audio().resolve("a4.wav");
        byte[] recording = Files.readAllBytes(middle);
        Files.delete(middle);
        assumeTrue(makePipe(middle), "there is no mkfifo here to hold up the run");
        killOnceItHasWritten(4, format);
        Files.delete(middle);
        Files.write(middle, recording);

        assertFalse(Files.exists(out.resolve(format.file())));
        assertEquals(whole, run(out, format));
    }

    private static boolean makePipe(Path path) throws InterruptedException {
        try {
            return new ProcessBuilder("mkfifo", path.toString()).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void killOnceItHasWritten(int lines, RowFormat format) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sotto.command.Sotto",
                "tokenize",
                manifest.toString(),
                "--out",
                out.toString(),
                "--format",
                format.name(),
                "--codebooks",
                String.valueOf(CODEBOOKS),
                "--workers",
                "2",
                "--model",
                corpus.model().toString()));
        if (format == RowFormat.SOTTO) {
            command.addAll(
                    List.of("--entropy", "--prior", corpus.prior(PRIOR_SEED).toString(), "--key-interval", "1"));
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Path journal = out.resolve(Journal.FILE);
        while (!Files.exists(journal) || Files.readAllLines(journal).size() < lines) {
            assertFalse(process.waitFor(10, TimeUnit.MILLISECONDS), Files.readString(folder.resolve("log")));
        }
        process.destroyForcibly();
        // SIGKILL: no JVM ends itself with 128 + 9.
        assertEquals(137, process.waitFor());
        assertEquals(lines, Files.readAllLines(journal).size());
    }

    @Test
    void shouldGoOnWhereverAJournalWasCut() throws IOException {
        Map<String, String> whole = run(folder.resolve("whole"), RowFormat.JSONL);
        byte[] journal = journal();
        assertTrue(journal.length > 1000);
        for (int length = 0; length <= journal.length; length += 97) {
            Path cut = folder.resolve("cut" + length);
            startIn(cut);
            Files.write(cut.resolve(Journal.FILE), Arrays.copyOf(journal, length));
            assertEquals(whole, run(cut, RowFormat.JSONL), "cut at " + length);
        }
    }

    @Test
    void shouldDropWhatALossOfPowerLeftInTheJournal() throws IOException {
        Map<String, String> whole = run(folder.resolve("whole"), RowFormat.JSONL);
        byte[] journal = journal();
        Arrays.fill(journal, journal.length / 2, journal.length, (byte) 0);
        journal[journal.length - 1] = '\n';
        startIn(out);
        Files.write(out.resolve(Journal.FILE), journal);

        assertEquals(whole, run(out, RowFormat.JSONL));
    }

    @Test
    void shouldGoOnAfterAnEndBetweenTheLastFileAndTheLastMark() throws IOException {
        Map<String, String> whole = run(out, RowFormat.JSONL);
        Files.write(out.resolve(Journal.FILE), journal());
        startIn(out);

        assertEquals(whole, run(out, RowFormat.JSONL));
    }

    /** The mark of a run that has only begun. */
    private void startIn(Path target) throws IOException {
        Files.createDirectories(target);
        Corpus found = RecordingFinder.find(List.of(manifest.toString()));
        RunFile.of(
                        RowFormat.JSONL.name(),
                        CODEBOOKS,
                        corpus.codec().model().fingerprint().toString(),
                        PacketCoding.PLAIN,
                        found)
                .write(target);
    }

    @Test
    void shouldNotLetTwoRunsWriteToOneFolder() throws IOException {
        startIn(out);
        Corpus found = RecordingFinder.find(List.of(manifest.toString()));
        try (Journal first = Journal.open(out, found)) {
            assertEquals(0, first.size());
            BadInputException refused = assertThrows(BadInputException.class, () -> Journal.open(out, found));
            assertTrue(refused.getMessage().startsWith("Another sotto tokenize"), refused.getMessage());
        }
    }
}
