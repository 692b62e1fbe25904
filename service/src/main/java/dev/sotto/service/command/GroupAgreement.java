package dev.sotto.service.command;

import dev.sotto.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What all members of a group must be set to alike, as a successor is to write the packets that the one before would
 * have written. Each member's client id ends with it, so that everybody who may join the group may read it, and no
 * topic is needed.
 *
 * @param settings names of small letters; values of small letters, digits, dots and minus signs
 */
record GroupAgreement(Map<String, String> settings) {

    private static final String BEFORE = "--";
    private static final Pattern MEMBER = Pattern.compile(".*?--([a-z0-9._-]+?)(-StreamThread-.*|-consumer.*)?");

    /** What a client id of this member ends with. */
    String suffix() {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(settings).forEach((name, value) -> parts.add(name + "-" + written(value)));
        return BEFORE + String.join(".", parts);
    }

    /**
     * Refuses to join others that are set otherwise. Those that do not say, as they are of another release, are
     * believed to agree.
     *
     * @param members client ids, by which others are known
     * @throws BadInputException naming what differs and who has what
     */
    void require(String group, List<String> members) {
        for (String member : members) {
            Map<String, String> theirs = read(member);
            List<String> differences = new ArrayList<>();
            new TreeMap<>(settings).forEach((name, ours) -> {
                String other = theirs.getOrDefault(name, ours);
                if (!other.equals(ours)) {
                    differences.add(name + " is " + other + " there and " + ours + " here");
                }
            });
            if (!differences.isEmpty()) {
                throw new BadInputException("Group " + group + " has a member that is set otherwise (" + member + "): "
                        + String.join(", ", differences)
                        + ". Give this process the same, or stop the others first");
            }
        }
    }

    /** A dot parts settings, and a minus sign name and value. */
    private static String written(String value) {
        return value.replace("-", "__").replace(".", "_");
    }

    private static String valueOf(String written) {
        return written.replace("__", "-").replace("_", ".");
    }

    private static Map<String, String> read(String member) {
        Map<String, String> found = new TreeMap<>();
        Matcher matcher = MEMBER.matcher(member);
        if (matcher.matches()) {
            for (String part : matcher.group(1).split("\\.")) {
                int dash = part.lastIndexOf('-');
                if (dash > 0) {
                    found.put(part.substring(0, dash), valueOf(part.substring(dash + 1)));
                }
            }
        }
        return found;
    }
}
