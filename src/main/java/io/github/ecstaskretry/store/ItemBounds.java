package io.github.ecstaskretry.store;

import io.github.ecstaskretry.core.task.ContainerExit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Limits how much of a stop is kept, so that an item always stays far below DynamoDB's 400 KB. ECS's usual texts fit: a container's
 * reason has at most 1,024 characters (Amazon ECS API reference, Container), a task definition at most 10 containers (Amazon ECS
 * service quotas), to which AWS adds a few.
 */
final class ItemBounds {

    /** The longest text that the table keeps, in characters. */
    static final int TEXT = 4_096;

    /** The most containers that the table keeps. */
    static final int CONTAINERS = 30;

    private ItemBounds() {}

    /** Cuts a text that is too long. Its end then says so. */
    static @Nullable String text(@Nullable String text) {
        if (text == null || text.length() <= TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(TEXT - 1)) ? TEXT - 1 : TEXT;
        return text.substring(0, end) + "… [cut from " + text.length() + " characters]";
    }

    /** Drops containers if there are too many. The last entry then says how many. */
    static List<ContainerExit> containers(List<ContainerExit> containers) {
        if (containers.size() <= CONTAINERS) {
            return containers;
        }
        List<ContainerExit> kept = new ArrayList<>(containers.subList(0, CONTAINERS));
        kept.add(new ContainerExit("[" + (containers.size() - CONTAINERS) + " more containers]", null, null));
        return kept;
    }
}
