package dev.sotto.neural;

import java.util.List;

/** Residual units one after another, one a dilation, all of one width. */
final class ResidualStack {

    private final ResidualUnit[] units;

    ResidualStack(NetworkWeights weights, String name, List<Integer> dilations, int maxSteps, Workspace room) {
        this.units = new ResidualUnit[dilations.size()];
        for (int u = 0; u < units.length; u++) {
            units[u] = new ResidualUnit(weights, name + ".unit" + u, dilations.get(u), maxSteps, room);
        }
    }

    /** Adds to {@code x}, {@code [count][steps][channels]}, in place. */
    void apply(NetworkState[] streams, int count, float[] x, int steps) {
        for (ResidualUnit unit : units) {
            unit.apply(streams, count, x, steps);
        }
    }

    /** How many steps before its own each step depends on. */
    static int reach(List<Integer> dilations) {
        return dilations.stream()
                .mapToInt(dilation -> (ResidualUnit.KERNEL - 1) * dilation)
                .sum();
    }
}
