package dev.sotto.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sotto.command.Console;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadCommandTest {

    @TempDir
    Path folder;

    private Path model() throws IOException {
        return Files.write(
                folder.resolve("tiny.safetensors"),
                ModelFile.write(TestModels.TINY, TestModels.tensors(TestModels.TINY, 1), false, Map.of()));
    }

    /** What {@code load} says of 2 s of one call with five frames a packet. */
    private JsonObject rowOfOneCall(Object... options) throws IOException {
        List<Object> line = new ArrayList<>(List.of("load", "--json", "--calls", "1", "--frames-per-packet", "5"));
        line.addAll(List.of("--seconds", "2", "--no-backlog", "--model", model()));
        line.addAll(List.of(options));
        return JsonParser.parseString(
                        Console.run(line.toArray()).shouldSucceed().out())
                .getAsJsonObject()
                .getAsJsonArray("rows")
                .get(0)
                .getAsJsonObject();
    }

    @Test
    void shouldMeasureARowForEachCase() throws IOException {
        Console console = Console.run(
                "load",
                "--json",
                "--calls",
                "1,3",
                "--frames-per-packet",
                "5",
                "--seconds",
                "0.5",
                "--codebooks",
                "2",
                "--model",
                model());
        JsonObject json = JsonParser.parseString(console.shouldSucceed().out()).getAsJsonObject();
        JsonArray rows = json.getAsJsonArray("rows");
        assertEquals(2, rows.size());
        for (int i = 0; i < rows.size(); i++) {
            JsonObject row = rows.get(i).getAsJsonObject();
            assertTrue(row.get("complete").getAsBoolean(), row.toString());
            assertTrue(row.get("packets").getAsInt() > 0, row.toString());
            assertTrue(row.getAsJsonObject("latencyMs").get("p50").getAsDouble() > 0, row.toString());
            double payload = row.get("payloadKbps").getAsDouble();
            assertTrue(payload > 0 && payload < row.get("diskKbps").getAsDouble(), row.toString());
            assertTrue(row.get("diskKbps").getAsDouble() < row.get("wireKbps").getAsDouble(), row.toString());
        }
        assertTrue(json.getAsJsonObject("backlog").get("encodeFramesPerSecond").getAsDouble() > 0, json.toString());
    }

    /** A record each 100 ms: encoder and decoder ask again only when 300 ms have passed. */
    @Test
    void shouldLetTheApplicationsWaitAsTheConfigurationSays() throws IOException {
        Path config = Files.writeString(
                folder.resolve("wait.properties"),
                "consumer.fetch.min.bytes=1000000\nconsumer.fetch.max.wait.ms=300\n");
        JsonObject row = rowOfOneCall("--config", config);
        assertTrue(row.get("complete").getAsBoolean(), row.toString());
        assertTrue(row.getAsJsonObject("latencyMs").get("p50").getAsDouble() > 100, row.toString());
    }

    @Test
    void shouldRefuseAConfigurationThatIsNone() {
        Console.run("load", "--config", folder.resolve("none.properties"), "--seconds", "1")
                .shouldRefuse("--config wants a file of lines 'key=value'");
    }

    /** Five frames a packet are 10 records a second; of these 4 s the last 1.6 are silent. */
    @Test
    void shouldSendPausesApart() throws IOException {
        JsonObject row = rowOfOneCall("--pauses", "60", "--dtx", "0.4");
        assertTrue(row.get("complete").getAsBoolean(), row.toString());
        double records = row.get("recordsPerSecond").getAsDouble();
        assertTrue(records > 6 && records < 9, row.toString());
    }

    @Test
    void shouldMeasureBytesAloneAndShared() {
        List<LoadCase> cases = LoadCase.wire(List.of(1, 50), 20);
        assertEquals(
                List.of(
                        new LoadCase(1, 1, 1, 0, "none"),
                        new LoadCase(1, 50, 1, 0, "none"),
                        new LoadCase(50, 1, 1, 20, "zstd"),
                        new LoadCase(50, 50, 1, 1_000, "zstd")),
                cases);
    }

    @Test
    void shouldMeasureClientsOfTheGateway() throws IOException {
        Console console = Console.run(
                "load",
                "--gateway",
                "--json",
                "--calls",
                "3",
                "--seconds",
                "1",
                "--codebooks",
                "2",
                "--model",
                model());
        JsonObject json = JsonParser.parseString(console.shouldSucceed().out()).getAsJsonObject();
        assertTrue(json.get("whole").getAsBoolean(), json.toString());
        JsonObject row = json.getAsJsonArray("rows").get(0).getAsJsonObject();
        assertEquals(3, row.get("clients").getAsInt());
        // Two seconds each, and 77 samples more from one client to the next.
        assertEquals(100 + 101 + 101, row.get("framesSent").getAsInt());
        assertEquals(302, row.get("framesHeard").getAsInt());
        assertEquals(0, row.get("framesLost").getAsInt());
        assertEquals(0, row.get("gaps").getAsInt());
        assertEquals(0, row.get("dropped").getAsInt());
        double median = row.getAsJsonObject("delayMs").get("p50").getAsDouble();
        assertTrue(median > 0, row.toString());
        assertTrue(row.get("cores").getAsDouble() > 0, row.toString());
    }

    @Test
    void shouldRefuseBadInput() {
        Console.run("load", "--calls", "0").shouldRefuse("--calls", "1 to 2000");
        Console.run("load", "--frames-per-packet", "256").shouldRefuse("--frames-per-packet", "1 to 255");
        Console.run("load", "--seconds", "-1").shouldRefuse("--seconds");
        Console.run("load", "--gateway", "--calls", "101").shouldRefuse("--calls", "1 to 100");
        Console.run("load", "--pauses", "96").shouldRefuse("--pauses", "0 to 95");
        Console.run("load", "--dtx", "9").shouldRefuse("--dtx", "0.1 to 5");
        Console.run("load", "--gateway", "--dtx").shouldRefuse("--dtx", "--gateway");
        Console.run("load", "--gateway", "--wire").shouldRefuse("--wire", "--gateway");
        Console.run("load", "--compression", "zip").shouldRefuse("--compression", "zstd");
    }
}
