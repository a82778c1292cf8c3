package io.github.ecstaskretry.core.learn;

import java.util.List;

/** Port: a service that may know how tasks were launched. It only reads. It throws if AWS fails other than by denying access. */
public interface LaunchSource {

    /** The launches that may have made the task; neither launches nor reasons if this source launches no such tasks. */
    Candidates find(LaunchQuery query);

    /**
     * What a source found.
     *
     * @param launches all that may have made the task; none if the source could not read all of them
     * @param why sentences that say why there are no launches
     */
    record Candidates(List<Learned.Launch> launches, List<String> why) {

        /** The task was not launched by this source. */
        public static final Candidates NOT_MINE = new Candidates(List.of(), List.of());

        public Candidates {
            launches = List.copyOf(launches);
            why = List.copyOf(why);
        }

        /** The one launch that made the task. */
        public static Candidates of(Learned.Launch launch) {
            return new Candidates(List.of(launch), List.of());
        }

        /** No launch, for this reason. */
        public static Candidates none(String why) {
            return new Candidates(List.of(), List.of(why));
        }
    }
}
