package dev.sotto.training.adversary;

/**
 * Whether a codec trains against a discriminator, and against which.
 *
 * @param from share of the run after which it does
 * @param width channels of the discriminator's layers; 0 where there is none
 */
public record AdversarialTraining(double from, int width) {

    public static final AdversarialTraining OFF = new AdversarialTraining(1, 0);

    public boolean isOn() {
        return width > 0;
    }
}
