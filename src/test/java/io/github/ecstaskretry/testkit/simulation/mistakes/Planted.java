package io.github.ecstaskretry.testkit.simulation.mistakes;

/** The planted mistake that is active. The patched classes ask at each place. */
public final class Planted {

    private static final int NONE = -1;

    private static volatile int made = NONE;

    private Planted() {}

    /** Activates one mistake and no other. */
    public static void make(int number) {
        made = number;
    }

    /** Activates none. */
    public static void makeNone() {
        made = NONE;
    }

    /** Called by the patched classes. */
    public static boolean isMade(int number) {
        return made == number;
    }
}
