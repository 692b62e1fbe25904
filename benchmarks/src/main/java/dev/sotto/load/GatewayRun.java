package dev.sotto.load;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import dev.sotto.call.Call;
import dev.sotto.call.Turns;
import dev.sotto.load.LoadRow.Percentiles;
import dev.sotto.model.CodecConfig;
import dev.sotto.service.gateway.Gateway;
import dev.sotto.service.health.Metrics;
import dev.sotto.streams.app.CodecApplication;
import dev.sotto.streams.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Measures clients of a gateway, each in a room of its own and hearing itself; each case with a gateway, topics and
 * applications of its own. Clients come one after another, as people do: fifty who begin in one moment find a gateway
 * that the compiler has not seen to yet, and what it then falls behind shows for a minute.
 *
 * @param seconds that count for delay and cores, after {@value #SETTLE_SECONDS} (or as many as that, if they are fewer)
 * @param chunk samples of a client's message
 */
record GatewayRun(LoadStand stand, Waveform speech, double seconds, int chunk) {

    private static final double SETTLE_SECONDS = 15;
    /** Of the time before, in which the clients come. */
    private static final double COMING = 0.7;

    private static final long PATIENCE_SECONDS = 30;

    /** A client, what it says and what it has heard. */
    private record Client(Call call, GatewayCall socket, HeardFrames heard) {}

    GatewayRow run(LoadCase load) throws InterruptedException, IOException {
        CodecConfig config = stand.codec().config();
        Settling settling = Settling.within(SETTLE_SECONDS, seconds);
        List<Call> calls = Call.many(speech, load.calls(), settling.total(), 1);
        Latencies latencies = new Latencies(calls.stream().map(Call::length).toList(), chunk, config.delay());
        Topics topics = stand.newTopics(load.partitions());
        List<Client> clients = clients(calls, latencies);
        try (CodecApplication encoder = stand.encoder(topics, load);
                CodecApplication decoder = stand.decoder(topics, load);
                Metrics metrics = new Metrics();
                Gateway gateway = stand.gateway(topics, load, metrics)) {
            metrics.watch(encoder, encoder.id());
            metrics.watch(decoder, decoder.id());
            connect(clients, gateway);
            Clock clock = new Clock(AudioFiles.SAMPLE_RATE);
            CompletableFuture<Cores> cores = settling.cores(latencies::begin, List.of());
            int stagger = (int) (COMING * settling.before() * AudioFiles.SAMPLE_RATE);
            new Turns(calls, chunk, stagger).speak(clock, (i, from, end) -> say(clients, i, from, end, latencies));
            double busy = cores.join().all();
            awaitEnds(clients);
            return row(load, clients, latencies, clock, busy);
        } finally {
            clients.forEach(client -> client.socket().hangUp());
        }
    }

    private List<Client> clients(List<Call> calls, Latencies latencies) {
        int hop = stand.codec().config().hopLength();
        return IntStream.range(0, calls.size())
                .mapToObj(i -> {
                    HeardFrames heard = new HeardFrames(hop);
                    return new Client(
                            calls.get(i),
                            new GatewayCall(calls.get(i).id(), (from, end, nanos) -> {
                                heard.take(from, end);
                                // Frame by frame: the last of a packet waited for less than the first.
                                for (long frame = end; frame > from; frame -= hop) {
                                    latencies.received(i, frame, nanos);
                                }
                            }),
                            heard);
                })
                .toList();
    }

    private static void connect(List<Client> clients, Gateway gateway) throws InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        URI uri = URI.create(gateway.url("/ws").toString().replace("http:", "ws:"));
        for (Client client : clients) {
            client.socket().connect(http, uri, PATIENCE_SECONDS);
        }
    }

    private static void say(List<Client> clients, int i, int from, int end, Latencies latencies) {
        Client client = clients.get(i);
        latencies.sent(i, end);
        client.socket().say(client.call().piece(from, end));
        if (end == client.call().length()) {
            client.socket().end();
        }
    }

    /** Not for ever. */
    private static void awaitEnds(List<Client> clients) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        for (Client client : clients) {
            client.socket().awaitEnd(deadline);
        }
    }

    private GatewayRow row(LoadCase load, List<Client> clients, Latencies latencies, Clock clock, double cores) {
        CodecConfig config = stand.codec().config();
        List<Integer> statuses =
                clients.stream().map(client -> client.socket().status()).toList();
        return new GatewayRow(
                clients.size(),
                load.framesPerPacket(),
                load.lingerMs(),
                clients.stream()
                        .mapToInt(c -> (c.call().length() + config.hopLength() - 1) / config.hopLength())
                        .sum(),
                clients.stream().mapToInt(c -> c.heard().frames()).sum(),
                clients.stream()
                        .mapToInt(c -> c.heard().lost(c.call().length()))
                        .sum(),
                clients.stream().mapToInt(c -> c.heard().gaps()).sum(),
                GatewayRow.dropped(statuses),
                GatewayRow.closeCodes(statuses),
                Percentiles.of(latencies),
                LoadRow.rounded(clock.latestMs()),
                LoadRow.rounded(cores));
    }
}
