package dev.sotto.service.talk;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A browser without a screen, driven over the DevTools protocol. */
final class Chromium implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Process process;
    private final Path profile;
    private final String devTools;
    private final List<BrowserPage> pages = new ArrayList<>();

    private Chromium(Process process, Path profile, String devTools) {
        this.process = process;
        this.profile = profile;
        this.devTools = devTools;
    }

    /** Where Debian puts it. */
    static Optional<Path> program() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param more arguments, such as those of a microphone that is none */
    static Chromium start(Path program, String... more) throws IOException {
        Path profile = Files.createTempDirectory("sotto-chromium");
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-renderer-backgrounding",
                "--disable-backgrounding-occluded-windows",
                "--disable-background-timer-throttling",
                "--autoplay-policy=no-user-gesture-required",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile));
        command.addAll(List.of(more));
        command.add("about:blank");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("log").toFile())
                .start();
        Path port = profile.resolve("DevToolsActivePort");
        long deadline = System.nanoTime() + START_NANOS;
        while (!Files.exists(port) || Files.readAllLines(port).isEmpty()) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                String log = Files.readString(profile.resolve("log"));
                process.destroyForcibly();
                throw new IOException("Chromium does not start: " + log);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return new Chromium(
                process, profile, "http://127.0.0.1:" + Files.readAllLines(port).get(0));
    }

    /** A new page. */
    BrowserPage open(URI url) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(devTools + "/json/new?about:blank"))
                    .PUT(HttpRequest.BodyPublishers.noBody())
                    .build();
            JsonObject target = JsonParser.parseString(
                            HTTP.send(request, BodyHandlers.ofString()).body())
                    .getAsJsonObject();
            BrowserPage page = new BrowserPage(
                    HTTP, URI.create(target.get("webSocketDebuggerUrl").getAsString()));
            pages.add(page);
            page.navigate(url);
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        pages.forEach(BrowserPage::close);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
            try (Stream<Path> files = Files.walk(profile)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // What a dying child of it still writes stays in the temporary directory.
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
