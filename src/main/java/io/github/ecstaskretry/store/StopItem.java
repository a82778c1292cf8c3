package io.github.ecstaskretry.store;

import static io.github.ecstaskretry.store.AttemptAttributes.*;

import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.Stop;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Turns the end of an attempt into attributes and back. An attempt without a task is a failed launch. */
final class StopItem {

    private StopItem() {}

    static void write(Stop stop, ItemWriter item) {
        switch (stop) {
            case Stop.TaskStop task ->
                item.text(STOP_CODE, task.stopCode())
                        .text(STOPPED_REASON, ItemBounds.text(task.stoppedReason()))
                        .list(
                                CONTAINERS,
                                ItemBounds.containers(task.containers()).stream()
                                        .map(StopItem::container)
                                        .toList());
            case Stop.LaunchFailure launch ->
                item.text(LAUNCH_ERROR, launch.error())
                        .text(STOPPED_REASON, ItemBounds.text(launch.text()))
                        .text(LAUNCH_DETAIL, ItemBounds.text(launch.detail()));
        }
    }

    private static Map<String, AttributeValue> container(ContainerExit exit) {
        return new ItemWriter()
                .text(CONTAINER_NAME, exit.name())
                .number(EXIT_CODE, exit.exitCode())
                .text(REASON, ItemBounds.text(exit.reason()))
                .item();
    }

    static Stop read(ItemReader item) {
        return item.has(TASK_ARN) ? readTask(item) : readLaunch(item);
    }

    private static Stop readTask(ItemReader item) {
        return new Stop.TaskStop(
                item.optionalText(STOP_CODE),
                item.optionalText(STOPPED_REASON),
                item.list(CONTAINERS).stream()
                        .map(container -> new ContainerExit(
                                container.text(CONTAINER_NAME),
                                container.optionalNumber(EXIT_CODE),
                                container.optionalText(REASON)))
                        .toList(),
                item.optionalText(LAUNCH_TYPE));
    }

    private static Stop readLaunch(ItemReader item) {
        return new Stop.LaunchFailure(
                item.optionalText(LAUNCH_ERROR), item.optionalText(STOPPED_REASON), item.optionalText(LAUNCH_DETAIL));
    }
}
