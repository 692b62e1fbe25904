package dev.sotto.service.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.TestAudio;
import dev.sotto.broker.SharedBroker;
import dev.sotto.command.DocumentedCommands;
import dev.sotto.command.DocumentedCommands.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's block for Kafka, command by command in the order in which it is printed, against one broker. */
class DocumentedCallTest {

    @TempDir
    private Path folder;

    private CommandRun run(Line line) {
        List<Object> words = new ArrayList<>();
        for (String word : line.words()) {
            words.add(word.endsWith(".wav") ? folder.resolve(word) : word);
        }
        words.add("--bootstrap-servers");
        words.add(SharedBroker.bootstrapServers());
        return CommandRun.of(words.toArray());
    }

    @Test
    void shouldRunAsPrinted() throws Exception {
        AudioFiles.writeWav(TestAudio.speech(1, 0.4), folder.resolve("speech.wav"));
        List<Line> block = DocumentedCommands.ofReadme("With your Kafka");
        assertTrue(block.size() >= 6, block.toString());
        ExecutorService background = Executors.newCachedThreadPool();
        List<Future<CommandRun>> received = new ArrayList<>();
        CommandRun last = null;
        try {
            for (Line line : block) {
                if (line.inBackground()) {
                    Future<CommandRun> run = background.submit(() -> run(line));
                    if (line.words().get(0).equals("receive")) {
                        received.add(run);
                    }
                } else {
                    last = run(line);
                    assertEquals(0, last.exitCode(), line + ": " + last.err());
                }
            }
            assertTrue(last.out().contains("\"end\":true"), last.out() + last.err());
            for (Future<CommandRun> run : received) {
                assertEquals(0, run.get().exitCode(), run.get().err());
            }
        } finally {
            // As Ctrl-C does: the applications close.
            background.shutdownNow();
        }
        assertHeard();
    }

    private void assertHeard() throws IOException {
        int sent = AudioFiles.read(folder.resolve("speech.wav")).length();
        int heard = AudioFiles.read(folder.resolve("heard.wav")).length();
        assertTrue(Math.abs(sent - heard) < 1_000, sent + " samples sent, " + heard + " heard");
    }
}
