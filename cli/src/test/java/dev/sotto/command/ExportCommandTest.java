package dev.sotto.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.codec.TestCorpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {

    @TempDir
    private Path folder;

    private Set<String> exported() throws IOException {
        return TestCorpus.contents(folder.resolve("exported")).keySet();
    }

    @Test
    void shouldWriteTheFilesWithTheCardThatLiesBesideTheModel() throws IOException {
        Path model = TestCorpus.write(folder, 1).model();
        Files.writeString(folder.resolve("MODEL.md"), "How it was made.");
        Path out = folder.resolve("exported");

        Console.run("export", "--onnx", out, "--model", model).shouldSucceed();
        assertEquals(Set.of("encoder.onnx", "decoder.onnx"), exported());
        byte[] before = Files.readAllBytes(out.resolve("encoder.onnx"));
        assertTrue(new String(before, StandardCharsets.ISO_8859_1).contains("How it was made."));

        Console.run("export", "--onnx", out, "--model", model, "--streaming").shouldSucceed();
        assertEquals(
                Set.of("encoder.onnx", "decoder.onnx", "encoder-streaming.onnx", "decoder-streaming.onnx"), exported());
        assertTrue(Arrays.equals(before, Files.readAllBytes(out.resolve("encoder.onnx"))));
    }

    @Test
    void shouldRefuseWhatCannotBeWrittenOrRead() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no model");

        Console.run("export", "--onnx", file).shouldRefuse(file, "is a file");
        Console.run("export", "--onnx", folder.resolve("out"), "--model", file).shouldRefuse(file);
        Console.run("export").shouldRefuse("--onnx");
    }
}
