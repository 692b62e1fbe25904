package dev.sotto.training.adversary;

/**
 * Whether a codec trains against discriminators, and how much it listens to them.
 *
 * @param from share of the run after which it does
 * @param deception weight of passing for real; 0 where there is no adversary
 * @param matching weight of looking alike to the discriminators' layers
 */
public record AdversarialTraining(double from, float deception, float matching) {

    public static final AdversarialTraining OFF = new AdversarialTraining(1, 0, 0);

    public boolean isOn() {
        return deception > 0 || matching > 0;
    }
}
