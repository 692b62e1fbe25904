package dev.sotto.corpus.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sotto.codec.TestCorpus;
import dev.sotto.command.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are entropy-coded, written and read by every command that takes rows. */
class EntropyRowsTest {

    @TempDir
    private Path folder;

    private TestCorpus corpus;
    private Path prior;

    @BeforeEach
    void writeInputs() throws IOException {
        corpus = TestCorpus.write(folder, 4);
        prior = corpus.prior(7);
    }

    private Console run(Object... line) {
        return Console.run(Stream.concat(Stream.of(line), Stream.of("--model", corpus.model()))
                .toArray());
    }

    @Test
    void shouldTokeniseIntoEntropyCodedFilesAndBack() throws IOException {
        Path plain = folder.resolve("plain");
        Path coded = folder.resolve("coded");
        run("tokenize", corpus.audio(), "--out", plain).shouldSucceed();
        run("tokenize", corpus.audio(), "--out", coded, "--format", "sotto", "--entropy", "--prior", prior)
                .shouldSucceed();
        run("detokenize", plain, "--out", folder.resolve("a")).shouldSucceed();
        run("detokenize", coded, "--out", folder.resolve("b"), "--prior", prior).shouldSucceed();

        assertEquals(TestCorpus.contents(folder.resolve("a")), TestCorpus.contents(folder.resolve("b")));
        run("decode", coded.resolve("sotto/000/000000-a0.sotto"), folder.resolve("a0.wav"), "--prior", prior)
                .shouldSucceed();
        run("tokenize", corpus.audio(), "--out", coded, "--format", "sotto")
                .shouldRefuse("packets that are coded with prior/key interval");
        run("tokenize", corpus.audio(), "--out", folder.resolve("c"), "--entropy", "--prior", prior)
                .shouldRefuse("--entropy is for --format sotto");
    }

    @Test
    void shouldMeasureWhatIsEntropyCodedAndWhatIsInParquetAsItMeasuresPlainRows() {
        Path plain = folder.resolve("plain");
        Path coded = folder.resolve("coded");
        Path parquet = folder.resolve("parquet");
        run("tokenize", corpus.audio(), "--out", plain).shouldSucceed();
        run("tokenize", corpus.audio(), "--out", parquet, "--format", "parquet").shouldSucceed();
        run("tokenize", corpus.audio(), "--out", coded, "--format", "sotto", "--entropy", "--prior", prior)
                .shouldSucceed();
        String expected = measured(plain).shouldSucceed().out();

        assertEquals(expected, measured(coded).shouldSucceed().out());
        assertEquals(expected, measured(parquet).shouldSucceed().out());
        assertEquals(
                expected,
                measured(parquet.resolve("tokens.parquet")).shouldSucceed().out());
    }

    private Console measured(Path tokens) {
        return run("evaluate-tokens", tokens, "--codebooks", 2, "--json", "--prior", prior);
    }
}
