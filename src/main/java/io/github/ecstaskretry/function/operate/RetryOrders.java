package io.github.ecstaskretry.function.operate;

import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.history.Reruns;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.function.retry.OpenReruns.OrderedRerun;

/** Port: operators' orders for recorded retries. Each order is one conditional write, so the first of two wins. */
public interface RetryOrders {

    /**
     * Notes a cancel on a retry whose next attempt has not been recorded, unless it is cancelled already. From then on nobody starts
     * its execution.
     *
     * @return whether this call has noted it
     */
    boolean cancel(AttemptId retry, Order order);

    /**
     * Makes a retry due now, under another execution name, and ends its hold. Does nothing if the next attempt has been recorded, or if
     * the retry is cancelled or was hurried before.
     *
     * @return whether this call has done it
     */
    boolean hurry(AttemptId retry, Order order);

    /**
     * Notes on an end that another job runs it again, and what that job launches, so that reconciling completes it.
     *
     * @param before the reruns as they were read
     * @return false if somebody else has noted one in the meantime
     */
    boolean rerun(AttemptId end, Reruns before, OrderedRerun rerun, Order order);
}
