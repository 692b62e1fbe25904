package dev.sotto.load;

import dev.sotto.load.LoadRow.Percentiles;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was measured of one number of the gateway's clients; the names are those of the JSON. All but the delay and the
 * cores is of the whole time, the first seconds included.
 *
 * @param lingerMs how long the producers of gateway, encoder and decoder wait for company
 * @param framesSent of 20 ms, by all clients
 * @param framesHeard that came back, each once
 * @param framesLost that did not
 * @param gaps where frames are missing in what a client heard
 * @param dropped clients that the gateway sent away or lost
 * @param closeCodes how many of them with which status
 * @param delayMs from when the last sample that a frame needs was sent to when its sound came back
 * @param lateMs the most by which a piece was sent after its time
 * @param cores processors that the whole JVM kept busy: broker, both applications, gateway and all clients
 */
record GatewayRow(
        int clients,
        int framesPerPacket,
        int lingerMs,
        int framesSent,
        int framesHeard,
        int framesLost,
        int gaps,
        int dropped,
        SortedMap<Integer, Integer> closeCodes,
        Percentiles delayMs,
        double lateMs,
        double cores) {

    /** That nobody was dropped and nothing lost. */
    boolean isWhole() {
        return dropped == 0 && framesLost == 0;
    }

    /** @param statuses of the clients, 0 for one that was not dropped */
    static SortedMap<Integer, Integer> closeCodes(List<Integer> statuses) {
        SortedMap<Integer, Integer> codes = new TreeMap<>();
        statuses.stream().filter(status -> status != 0).forEach(status -> codes.merge(status, 1, Integer::sum));
        return codes;
    }

    static int dropped(List<Integer> statuses) {
        return (int) statuses.stream().filter(status -> status != 0).count();
    }
}
