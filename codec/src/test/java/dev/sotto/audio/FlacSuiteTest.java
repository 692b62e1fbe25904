package dev.sotto.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sotto.audio.flac.FlacReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The IETF's FLAC test suite, whose folder is named by {@code -Dsotto.flacFiles}: prints what came of each file. */
@EnabledIfSystemProperty(named = "sotto.flacFiles", matches = ".+", disabledReason = "the files are not ours")
class FlacSuiteTest {

    private static List<Path> files(String folder) throws IOException {
        Path path = Path.of(System.getProperty("sotto.flacFiles"), folder);
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(".flac"))
                    .sorted()
                    .toList();
        }
    }

    /** Null for a file that is read whole and is what its MD5 says. */
    private static String problem(Path file) throws IOException {
        String problem;
        long samples = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            FlacReader reader = FlacReader.open(in);
            for (float[] piece = reader.read(); piece.length > 0; piece = reader.read()) {
                samples += piece.length;
            }
            problem = reader.shortfall();
        } catch (IOException e) {
            problem = e.getMessage();
        }
        System.out.printf(
                "%s/%s: %s%n",
                file.getParent().getFileName(), file.getFileName(), problem == null ? samples + " samples" : problem);
        return problem;
    }

    @Test
    void shouldReadAllThatAreSound() throws IOException {
        for (String folder : new String[] {"subset", "uncommon"}) {
            assertFalse(files(folder).isEmpty());
            for (Path file : files(folder)) {
                assertEquals(null, problem(file), file.toString());
            }
        }
    }

    @Test
    void shouldEndWithAllThatAreFaulty() throws IOException {
        for (Path file : files("faulty")) {
            problem(file);
        }
    }
}
