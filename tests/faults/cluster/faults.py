"""What is broken on purpose. Each fault breaks one thing, lets some time pass, mends it again, and leaves it to
the run to wait until everything works. A fault that needs something which the run does not have is not drawn.
"""
import signal

from .fleet import binary

FAULTS = {}
SESSION_S = 6  # of the consumer group; a pause is longer
SERVED_WITHOUT_S = 90  # of a busy machine; the brokers take one for dead after 9 s
COORDINATED_ID = "{prefix}.writer.1"


def fault(nodes=1, brokers=1, separate=False):
    """Registers a fault by its name; it needs so many nodes and brokers, `separate`: networks and disks of its own."""
    def register(function):
        FAULTS[function.__name__] = function
        function.nodes, function.brokers, function.separate = nodes, brokers, separate
        return function
    return register


def possible(world) -> list[str]:
    return sorted(name for name, one in FAULTS.items()
                  if len(world.fleet.up()) >= one.nodes and len(world.brokers.numbers()) >= one.brokers
                  and (world.ground.separate or not one.separate))


@fault()
def node_killed(world):
    """kill -9; with others to take over it stays away until they have."""
    node = world.any_node()
    with world.takeover(node):
        node.kill(stay_down=len(world.fleet.nodes) > 1)
    if node.held_down:
        world.await_progress()
        node.start()


@fault()
def node_killed_while_it_starts(world):
    node = world.any_node()
    node.kill(stay_down=True)
    for _ in range(3):
        node.start()
        world.wait(0.05, 1.0)
        node.kill(stay_down=True)
    node.start()


@fault()
def node_paused(world):
    """SIGSTOP beyond the session; what it still had in hand must not get in, and nothing stale come out."""
    node = world.any_node()
    node.signal(signal.SIGSTOP)
    world.wait(SESSION_S + 2, SESSION_S + 8)
    if node.running():
        node.signal(signal.SIGCONT)


@fault()
def node_state_deleted(world):
    node = world.any_node()
    node.kill(stay_down=True)
    node.delete_state()
    node.start()


@fault(separate=True)
def node_disk_full(world):
    node = world.any_node()
    node.fill_disk()
    world.wait(4, 10)
    node.empty_disk()


@fault()
def node_disk_slow(world):
    world.slow_disk(world.any_node().environment, milliseconds=world.random.choice((20, 200)))


@fault()
def broker_leader_killed(world):
    """The broker that leads the partition of one project."""
    number = world.brokers.leader(f"{world.prefix}.events", world.random.randrange(world.partitions))
    world.brokers.kill(number)
    world.wait(3, 12)
    world.brokers.start()


@fault()
def broker_coordinator_killed(world):
    """The broker that coordinates a writer's transactions."""
    number = world.brokers.coordinator(COORDINATED_ID.format(prefix=world.prefix))
    world.brokers.kill(number)
    world.wait(3, 12)
    world.brokers.start()


@fault(brokers=3)
def broker_lost(world):
    """Dead, and so it stays until every client is answered without it."""
    world.brokers.kill(world.random.choice(world.brokers.numbers()))
    world.await_progress(SERVED_WITHOUT_S)
    world.brokers.start()


@fault(brokers=3)
def broker_hung(world):
    """Stopped, its connections open, until every client is answered without it."""
    number = world.random.choice(world.brokers.numbers())
    world.brokers.signal(number, signal.SIGSTOP)
    world.await_progress(SERVED_WITHOUT_S)
    world.brokers.signal(number, signal.SIGCONT)


@fault()
def brokers_all_restarted(world):
    """All at once, by kill -9."""
    for number in world.brokers.numbers():
        world.brokers.signal(number, signal.SIGKILL)
    for number in world.brokers.numbers():
        world.brokers.kill(number)
    world.brokers.start()


@fault()
def broker_paused(world):
    number = world.random.choice(world.brokers.numbers())
    world.brokers.signal(number, signal.SIGSTOP)
    world.wait(5, 20)
    world.brokers.signal(number, signal.SIGCONT)


@fault()
def broker_disks_slow(world):
    world.slow_disk(world.brokers.slow_disk, milliseconds=world.random.choice((5, 20)))


@fault(separate=True)
def node_cut_from_brokers(world):
    world.ground.cut(world.any_node().place, world.brokers.place)
    world.wait(3, 25)
    world.ground.mend()


@fault(separate=True, nodes=2)
def node_cut_from_node(world):
    one, other = world.random.sample(world.fleet.up(), 2)
    world.ground.cut(one.place, other.place)
    world.wait(5, 25)
    world.ground.mend()


@fault(separate=True, nodes=2)
def node_cut_from_all(world):
    """From brokers and nodes; clients still reach it."""
    node = world.any_node()
    world.ground.cut(node.place, world.brokers.place)
    for other in world.fleet.up():
        if other is not node:
            world.ground.cut(node.place, other.place)
    world.wait(5, 25)
    world.ground.mend()


@fault(separate=True)
def network_slow(world):
    """What comes from a node or goes to it takes longer."""
    world.ground.delay(world.any_node().place, world.random.choice((20, 100, 400)))
    world.wait(5, 15)
    world.ground.mend()


@fault()
def nodes_restarted_in_turn(world):
    """A rolling restart, each node an orderly stop. Where there are others, no request may fail."""
    with world.planned():
        for node in world.fleet.up():
            world.orderly_restart(node)


def nodes_upgraded_in_turn(world):
    """From an older program to the one under test, as a rolling restart; no request may fail. Not drawn:
    a run that begins with an older program begins with this."""
    with world.planned(settled=False):  # an older program may not say
        for node in world.fleet.up():
            node.program = binary()
            world.orderly_restart(node)


@fault(nodes=2)
def node_added_and_removed(world):
    """One more joins, takes its share, and leaves in order."""
    with world.planned():
        node = world.fleet.add_running()
        world.wait(5, 10)
        world.orderly_stop(node)

