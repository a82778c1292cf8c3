package io.github.ecstaskretry.core.learn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: a service that may know how tasks were launched. It only reads. It throws if AWS fails other than by denying access. */
public interface LaunchSource {

    /** The launches that may have made the task; neither launches nor reasons if this source launches no such tasks. */
    Candidates find(LaunchQuery query);

    /**
     * What a source found.
     *
     * @param launches all that may have made the task; none if the source could not read all of them
     * @param why sentences that say why there are no launches
     * @param denied the action that AWS denied, such as {@code events:ListTargetsByRule}; null if it denied none
     */
    record Candidates(
            List<Learned.Launch> launches,
            List<String> why,
            @Nullable String denied) {

        /** The task was not launched by this source. */
        public static final Candidates NOT_MINE = new Candidates(List.of());

        public Candidates {
            launches = List.copyOf(launches);
            why = List.copyOf(why);
        }

        /** All launches that may have made the task. */
        public Candidates(List<Learned.Launch> launches) {
            this(launches, List.of(), null);
        }

        /** The one launch that made the task. */
        public static Candidates of(Learned.Launch launch) {
            return new Candidates(List.of(launch));
        }

        public static Candidates none(String why) {
            return new Candidates(List.of(), List.of(why), null);
        }
    }
}
