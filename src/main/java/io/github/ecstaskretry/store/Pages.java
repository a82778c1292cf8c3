package io.github.ecstaskretry.store;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * What pages hold, one after the other; a page is read when the one before has been used up.
 *
 * @param <P> a page
 * @param <T> what is on it
 */
public final class Pages<P, T> implements Iterator<T> {

    private final Iterator<P> pages;
    private final Function<P, List<T>> content;
    private Iterator<T> page = Collections.emptyIterator();

    public Pages(Iterator<P> pages, Function<P, List<T>> content) {
        this.pages = pages;
        this.content = content;
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && pages.hasNext()) {
            page = content.apply(pages.next()).iterator();
        }
        return page.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }
}
