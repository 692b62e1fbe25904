package dev.sotto.chaos;

/** What a process is in the cluster. */
enum Role {
    ENCODER("encoder"),
    DECODER("decoder"),
    /** A broker that leads a partition with a call on it, and is not the active controller if that can be. */
    LEADER("partition leader"),
    CONTROLLER("active controller");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    boolean isBroker() {
        return this == LEADER || this == CONTROLLER;
    }

    String label() {
        return label;
    }
}
