"""A connection that breaks for a moment costs no training."""

import threading

import pytest

from lib.jobs import connection as connections
from lib.jobs.connection import Connection


class Cluster:
    address = "tcp://127.0.0.1:9"

    def __init__(self, *, whole=True):
        self.whole, self.closed = whole, False

    def is_whole(self):
        return self.whole and not self.closed

    def close(self):
        self.closed = True


class Client:
    def __init__(self, *_, **__):
        self.status = "running"

    def close(self, timeout):
        self.status = "closed"


@pytest.fixture
def begun(monkeypatch, tmp_path):
    """A connection, and the clusters that it has started."""
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    clusters = []

    def start(name):
        clusters.append(Cluster())
        return clusters[-1]

    monkeypatch.setattr(connections, "start_cluster", start)
    monkeypatch.setattr(connections, "Client", Client)
    connection = Connection("test")
    client = connection.connected()
    yield connection, client, clusters
    connection.close()


def test_a_client_that_finds_back_keeps_its_cluster(begun):
    connection, client, clusters = begun
    client.status = "connecting"
    threading.Timer(0.2, setattr, (client, "status", "running")).start()
    assert connection.connected() is client
    assert [cluster.closed for cluster in clusters] == [False]


def test_one_that_does_not_gets_another_cluster(begun, monkeypatch):
    connection, client, clusters = begun
    monkeypatch.setattr(connections, "_REACH_SECONDS", 0.1)
    client.status = "connecting"
    assert connection.connected() is not client
    assert [cluster.closed for cluster in clusters] == [True, False]


def test_a_cluster_that_has_died_is_not_waited_for(begun, monkeypatch):
    connection, client, clusters = begun
    monkeypatch.setattr(connections, "_REACH_SECONDS", 3600)
    client.status, clusters[0].whole = "connecting", False
    assert connection.connected() is not client
    assert len(clusters) == 2
