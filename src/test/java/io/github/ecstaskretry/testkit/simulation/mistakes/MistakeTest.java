package io.github.ecstaskretry.testkit.simulation.mistakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation, or the named unit test, notices each mistake. Prints which of them does. */
class MistakeTest {

    private static final String ROOT = "io.github.ecstaskretry.";
    private static final long RUNS = 3_000;

    private static final List<Mistake> MISTAKES = List.of(Mistake.values());

    /** Loaded once for all mistakes, so that the JVM compiles the simulation once. */
    private static final PatchedClasses CLASSES =
            new PatchedClasses(MISTAKES.stream().map(Mistake::patch).toList());

    private static final Map<Mistake, String> SEEN = new TreeMap<>();

    /** Also initialises the classes' static state before a mistake can get into it. */
    @BeforeAll
    static void thePatchedClassesAreCorrectWithoutAMistake() throws ReflectiveOperationException {
        for (Mistake mistake : MISTAKES) {
            load(mistake.patch().type());
        }
        assertThat(firstViolation(-1, 1, 20, "")).isEmpty();
    }

    @AfterAll
    static void print() {
        SEEN.forEach((mistake, seen) -> System.out.printf("%-40s %s%n", mistake, seen));
    }

    @ParameterizedTest
    @EnumSource
    void theMistakeIsSeen(Mistake mistake) throws ReflectiveOperationException {
        int number = MISTAKES.indexOf(mistake);
        if (mistake.test() == null) {
            String violation = firstViolation(number, mistake.seed(), RUNS, mistake.symptom());
            SEEN.put(mistake, violation.substring(0, Math.min(140, violation.length())));
            assertThat(violation).as("a violation within " + RUNS + " runs").isNotEmpty();
        } else {
            SEEN.put(mistake, mistake.test().toString());
            run(mistake.test());
            make(number);
            assertThatThrownBy(() -> run(mistake.test())).isInstanceOf(InvocationTargetException.class);
            make(-1);
        }
    }

    private static String firstViolation(int mistake, long from, long runs, String symptom)
            throws ReflectiveOperationException {
        return (String) load("testkit.simulation.Probe")
                .getMethod("firstViolation", int.class, long.class, long.class, String.class)
                .invoke(null, mistake, from, runs, symptom);
    }

    private static void make(int mistake) throws ReflectiveOperationException {
        load("testkit.simulation.mistakes.Planted").getMethod("make", int.class).invoke(null, mistake);
    }

    /** In the patched classes; fails if the test does. */
    private static void run(Mistake.UnitTest test) throws ReflectiveOperationException {
        Class<?> type = load(test.type());
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Method method = type.getDeclaredMethod(test.method());
        method.setAccessible(true);
        method.invoke(constructor.newInstance());
    }

    private static Class<?> load(String name) throws ClassNotFoundException {
        return CLASSES.loadClass(ROOT + name);
    }
}
